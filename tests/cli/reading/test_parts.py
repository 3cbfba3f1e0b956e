from jixiao.cli.reading.parts import parts


def told(reading):
    """The parts: page, then the text of each block and the number of each table."""
    text = reading.document.text
    return [
        (
            part.page or part.sheet,
            [item if isinstance(item, int) else text[item.start : item.end] for item in part.items],
            part.goes_on,
        )
        for part in parts(reading)
    ]


def test_every_page_is_a_part_with_its_tables_in_place(write):
    found = write().page().add("前").row(0, "项目", "金额").add("后").page().page().add("末")
    assert told(found.reading()) == [(1, ["前", 0, "后"], []), (2, [], []), (3, ["末"], [])]


def test_a_table_that_goes_on_is_told_on_every_page(write):
    found = (
        write().page().row(0, "甲").page().row(1, "乙").page().row(2, "丙").row(0, "丁", table=1)
    )
    assert told(found.reading()) == [(1, [0], []), (2, [], [0]), (3, [1], [0])]


def test_without_pages_the_section_around_a_table_is_a_part(write):
    found = write().add("一、概况", "heading", level=1).add("文字。")
    found.add("二、支出", "heading", level=1).add("如下：").row(0, "项目", "金额")
    found.add("三、问题", "heading", level=1).add("没有。").add("四、其他", "heading", level=1)
    assert [items for _, items, _ in told(found.reading())] == [
        ["一、概况", "文字。"],
        ["二、支出", "如下：", 0],
        ["三、问题", "没有。", "四、其他"],
    ]


def test_every_sheet_is_a_part(write):
    found = write().add("收入", "heading", level=1, sheet="收入").row(0, "甲", sheet="收入")
    found.add("支出", "heading", level=1, sheet="支出").row(0, "乙", table=1, sheet="支出")
    assert told(found.reading()) == [("收入", ["收入", 0], []), ("支出", ["支出", 1], [])]
