from jixiao.readers.pdf_lines import page_characters, to_lines


def chars(text, x=0.0, top=0.0, size=10.0, turn=0.0):
    found = []
    for char in text:
        width = size / 2 if char.isascii() else size
        place = {"x0": x, "x1": x + width, "top": top, "bottom": top + size, "size": size}
        found.append({"text": char, "upright": True, "matrix": (1, turn, -turn, 1, 0, 0), **place})
        x += width
    return found


def test_the_thin_gap_between_chinese_and_digits_is_no_space():
    row = chars("收入") + chars("12", x=22.5) + chars("万元", x=35)
    assert [line.text for line in to_lines(row)] == ["收入12万元"]


def test_columns_and_latin_words_are_parted():
    row = chars("编制部门") + chars("单位", x=80) + chars("New", x=200) + chars("York", x=218)
    assert [line.text for line in to_lines(row)] == ["编制部门 单位 New York"]


def test_lines_come_from_top_to_bottom_and_left_to_right():
    row = chars("乙", top=20) + chars("丁", x=30, top=1) + chars("甲丙")
    assert [line.text for line in to_lines(row)] == ["甲丙 丁", "乙"]


def test_doubled_rotated_and_unmapped_characters():
    bold = chars("重") + chars("重", x=0.3)
    lost = [{**chars("字")[0], "text": "(cid:17)", "x0": 40.0}]
    found = page_characters(bold + chars("印", x=20, turn=1.0) + lost)
    assert [char["text"] for char in found.chars] == ["重", "\ufffd"]
    assert (found.rotated, found.unmapped) == (1, 1)
