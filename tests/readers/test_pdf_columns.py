from jixiao.readers import read_bytes

LEFT = [
    "全县全年安排农村道路养护资金1,204.55万元，",
    "比上年增加86.20万元，主要用于县道和乡道的",
    "日常养护，其中七里河沿线公路养护工程的支出",
    "为312.40万元，占全部养护资金的25.93%，工程",
]
RIGHT = [
    "由青岩县公路养护中心组织实施，年底全部完成",
    "并通过验收。全年共巡查道路3,600公里，处理",
    "各类病害412处，群众满意度达到96.5%，比上年",
    "提高2.1个百分点。",
]


def draw(pages, x, y, lines, size=11, leading=20):
    for i, line in enumerate(lines):
        pages.line(x, y + leading * i, line, size)


def test_columns_are_read_one_after_the_other(pages, surfaces, assert_sound):
    pages.centered(80, "青岩县农村道路养护专刊", 20)
    draw(pages, 60, 140, LEFT)
    draw(pages, 320, 140, RIGHT)
    document = read_bytes(pages.bytes(), "a.pdf")
    assert_sound(document)
    assert surfaces(document) == ["青岩县农村道路养护专刊", "".join(LEFT + RIGHT)]


def test_columns_whose_lines_stand_at_other_heights(pages, surfaces):
    draw(pages, 60, 140, LEFT)
    draw(pages, 320, 147, RIGHT)
    assert surfaces(read_bytes(pages.bytes(), "a.pdf")) == ["".join(LEFT + RIGHT)]


def test_a_page_number_between_columns_does_not_join_them(pages, surfaces):
    for number in (1, 2):
        draw(pages, 60, 140, LEFT)
        draw(pages, 320, 140, RIGHT)
        pages.centered(800, str(number), 9).next()
    paragraph = "".join(LEFT + RIGHT)
    assert surfaces(read_bytes(pages.bytes(), "a.pdf")) == [paragraph, paragraph]


def test_a_paragraph_over_columns_and_pages_is_whole(pages, surfaces):
    for lines in (LEFT, RIGHT):
        draw(pages, 60, 100, lines[:4])
        draw(pages, 320, 100, [line[::-1] for line in LEFT])
        pages.next()
    found = surfaces(read_bytes(pages.bytes(), "a.pdf"))
    backwards = "".join(line[::-1] for line in LEFT)
    assert "".join(found) == "".join(LEFT) + backwards + "".join(RIGHT) + backwards


def test_a_text_box_does_not_break_the_paragraph_beside_it(pages, surfaces):
    body = [
        "青岩县水务局全年支出合计2,310.75万元，其中基本",
        "支出880.20万元，项目支出1,430.55万元。项目支出",
        "主要用于七里河综合整治、农村饮水安全巩固提升和",
        "小型水库维修养护，年底全部完成并通过县级验收，",
    ]
    rest = "受益群众12.6万人，群众满意度达到97.2%，比上年提高1.4个百分点，各项绩效目标"
    draw(pages, 72, 100, [*body, rest, "均已达到。"], 11)
    draw(pages, 440, 104, ["专栏：饮水安全", "是指水量水质", "都达到标准"], 9, 15)
    document = read_bytes(pages.bytes(), "a.pdf")
    assert "".join([*body, rest, "均已达到。"]) in surfaces(document)
    assert "专栏：饮水安全是指水量水质都达到标准" in document.text.replace("\n", "")


def test_rows_of_a_table_without_rules_are_no_columns(pages):
    rows = [("基本支出", "880.20"), ("项目支出", "1,430.55"), ("经营支出", "0.00")]
    rows += [("上缴上级支出", "12.40"), ("合计", "2,323.15")]
    for i, (name, amount) in enumerate(rows):
        pages.line(72, 100 + 20 * i, name).line(360, 100 + 20 * i, amount)
    text = read_bytes(pages.bytes(), "a.pdf").text
    assert all(f"{name} {amount}" in text for name, amount in rows)


def test_labels_beside_their_texts_are_no_text_box(pages):
    labels = ["项目名称", "主管部门", "实施单位", "项目概况"]
    texts = [line[:20] for line in LEFT]
    for i, (label, text) in enumerate(zip(labels, texts, strict=True)):
        pages.line(72, 100 + 20 * i, label, 11).line(160, 100 + 20 * i, text, 11)
    text = read_bytes(pages.bytes(), "a.pdf").text
    assert all(f"{label} {words}" in text for label, words in zip(labels, texts, strict=True))


def test_the_boxes_of_columns_lie_in_their_columns(pages):
    draw(pages, 60, 140, LEFT)
    draw(pages, 320, 140, RIGHT)
    document = read_bytes(pages.bytes(), "a.pdf")
    start = document.text.index("412处")
    (box,) = document.places(start, start + 4)
    assert box.x0 == 320
