import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers.encoding import decode, plausibility

REPORT = "二、收支情况\r\n2023年收入1,204.55万元，比上年增加3.2％。\n"
ENCODINGS = ["utf-8", "gbk", "gb18030", "utf-16-le", "utf-16-be"]
BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
# Words from which any running text of reports is made.
WORDS = st.sampled_from(
    [
        "预算",
        "支出",
        "万元",
        "我局",
        "，",
        "。",
        "绩效",
        "单位",
        "增长",
        "2023年",
        "12.5%",
        "\n",
        "项目",
    ]
)
# Without any punctuation or line end, UTF-16 can be pure ASCII: 单位 is the bytes of USMO.
CHINESE = st.lists(WORDS, min_size=4, max_size=60).map(lambda words: "".join(words) + "。")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_is_found_without_byte_order_mark(encoding):
    assert decode(REPORT.encode(encoding)).text == REPORT


@pytest.mark.parametrize("encoding", BOMS)
def test_byte_order_mark_decides_and_is_no_text(encoding):
    found = decode(BOMS[encoding] + REPORT.encode(encoding))
    assert (found.text, found.encoding) == (REPORT, encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=CHINESE)
def test_chinese_comes_back_as_it_was(encoding, text):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("name", ["镕", "㛃", "𠮷", "龘"])
def test_rare_names_are_read_in_gb18030(name):
    text = f"市长朱{name}出席会议并讲话，要求抓好预算执行。"
    assert decode(text.encode("gb18030")).text == text


def test_a_short_gbk_text_is_not_taken_for_cyrillic():
    assert decode("联通".encode("gbk")).text == "联通"


def test_ascii_is_not_taken_for_utf_16():
    assert decode(b"Bush hid the facts").encoding == "utf-8"


@pytest.mark.parametrize("data", [bytes(range(256)), b"\xff\xfe\x00\xd8", b"\x80\x81\xff\xff\xff"])
def test_bytes_that_are_no_text(data):
    assert decode(data) is None


def test_plausibility_orders_readings():
    right, wrong = REPORT, REPORT.encode("utf-8").decode("gb18030", "replace")
    assert plausibility(right) > plausibility(wrong)


LINES = "全年支出合计1,204.50万元，与预算一致。\n其中：基本支出三百万元，项目支出九百万元。\n"


def codes(found):
    return [issue.code for issue in found.issues]


def test_lines_in_another_encoding_are_read_in_theirs():
    found = decode(LINES.encode() + LINES.encode("gbk") + LINES.encode())
    assert (found.text, found.encoding, codes(found)) == (LINES * 3, "mixed", ["mixed_encodings"])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_are_told_and_the_rest_is_read(encoding):
    data = (LINES * 20).encode(encoding)
    at = data.index("其中".encode(encoding))
    found = decode(data[:at] + b"\xff" + data[at:])
    assert codes(found)[0] == "undecodable_bytes"
    assert "\ufffd" in found.text
    assert found.text.endswith(LINES * 18)


def test_many_bad_bytes_are_no_text():
    assert decode(bytes(range(128, 256)) * 40) is None


def test_big5_is_told_from_gb18030():
    text = "全年支出合計一千二百萬元，與預算一致。項目支出較上年減少，係因設備購置費用下降。"
    assert (decode(text.encode("big5")).text, decode(text.encode("gbk")).text) == (text, text)


def test_lines_that_look_garbled_are_told():
    korean = "대한민국정부보고서입니다".encode("euc-kr") * 2
    readings = decode(
        "预算支出。\n".encode("gbk") * 9 + "ЖЦЯЫЭЮЩШЧЪ".encode("gbk") + b"\n" + korean
    )
    assert codes(readings) == ["garbled_lines"]
