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
