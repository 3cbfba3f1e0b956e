from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers.building import Cell, TextBuilder, clean_line, glue, join_lines

ROWS = st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=5)


@given(st.lists(st.text(max_size=8), max_size=6), ROWS)
def test_every_piece_stands_where_its_block_says(paragraphs, rows):
    builder = TextBuilder()
    for text in paragraphs:
        builder.add(text)
    for number, row in enumerate(rows):
        builder.add_row([Cell(i, text) for i, text in enumerate(row)], 0, number)
    given_texts = [*paragraphs, *(text for row in rows for text in row)]
    surfaces = [builder.text[b.start : b.end] for b in builder.blocks]
    assert surfaces == [clean for text in given_texts if (clean := clean_line(text))]
    assert builder.length == len(builder.text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    clean = clean_line(text)
    assert clean_line(clean) == clean == clean.strip()


def test_pages_end_where_the_next_begins():
    builder = TextBuilder()
    builder.start_page(1)
    builder.add("第一页")
    builder.start_page(2)
    builder.start_page(3)
    builder.add("第三页")
    assert [(p.number, builder.text[p.start : p.end]) for p in builder.pages] == [
        (1, "第一页"), (2, ""), (3, "\n第三页"),
    ]  # fmt: skip


def test_broken_amounts_are_whole_and_sentences_apart():
    assert glue("1,20", "4.55万元") == "1,204.55万元"
    assert join_lines(["1,20", "4.55"], wrapped=True) == "1,204.55"
    assert join_lines(["目标完成。", "效果良好。"]) == "目标完成。 效果良好。"
    assert join_lines(["100", "200"]) == "100 200"
