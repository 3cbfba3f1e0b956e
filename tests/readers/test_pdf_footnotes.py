from jixiao.readers import read_bytes

LINES = [
    "青岩县农业农村局全年拨付高标准农田建设资金4,120.00万元，其中中央资",
    "金2,860.00万元，省级资金1,260.00万元①，资金支付率为96.35%，比上年提",
    "高4.2个百分点。年末尚有结转资金150.38万元，主要是质保金，工程验收后一",
    "年内支付。项目涉及的12个乡镇均已完成县级初验，市级抽查合格率达到98.",
]
LAST = "60%，群众满意度为95.10%。"


def page(pages, notes, y=100):
    pages.line(96, y, LINES[0], 12)
    for i, line in enumerate(LINES[1:], 1):
        pages.line(72, y + 20 * i, line, 12)
    for i, note in enumerate(notes):
        pages.line(72, 740 + 14 * i, note, 9)
    return pages.next()


def test_a_footnote_does_not_break_the_paragraph_that_runs_over_the_page(
    pages, surfaces, assert_sound
):
    page(pages, ["①省级资金含上年结转资金35.00万元，", "由县财政局按进度下达。"])
    document = read_bytes(pages.line(72, 100, LAST).bytes(), "a.pdf")
    assert_sound(document)
    note, paragraph = surfaces(document)
    assert paragraph == "".join(LINES) + LAST
    assert note == "①省级资金含上年结转资金35.00万元，由县财政局按进度下达。"
    first, second = document.pages
    assert document.text[second.start :] == LAST
    assert "①省级资金" in document.text[first.start : first.end]


def test_each_footnote_is_a_paragraph(pages, surfaces):
    page(pages, ["[1]指中央财政资金。", "[2]指省级财政资金。"])
    document = read_bytes(pages.line(72, 100, LAST).bytes(), "a.pdf")
    assert surfaces(document)[:2] == ["[1]指中央财政资金。", "[2]指省级财政资金。"]


def test_small_type_without_the_mark_of_a_note_stays_in_its_place(pages, surfaces):
    page(pages, ["青岩县农业农村局办公室印发"])
    document = read_bytes(pages.line(72, 100, LAST).bytes(), "a.pdf")
    assert surfaces(document)[1] == "青岩县农业农村局办公室印发"


def test_a_footnote_of_a_page_that_a_paragraph_only_passes_comes_after_it(pages, surfaces):
    page(pages, [])
    for i in range(20):
        pages.line(72, 100 + 20 * i, LINES[1].replace("①", "、"), 12)
    pages.line(72, 740, "①指中央财政资金。", 9).next()
    document = read_bytes(pages.line(72, 100, LAST).bytes(), "a.pdf")
    paragraph, note = surfaces(document)
    assert paragraph.startswith(LINES[0])
    assert paragraph.endswith(LAST)
    assert note == "①指中央财政资金。"
    assert document.blocks[1].page == document.boxes[-1].page == 2
