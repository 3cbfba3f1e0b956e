import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.readers.docx_numbering import chinese_number
from jixiao.readers.numbering import Style, chinese_ordinal, number_at


@pytest.mark.parametrize(
    ("text", "written", "style", "ordinal"),
    [
        ("第一部分 概况", "第一部分", Style.PART, 1),
        ("第3章 总则", "第3章", Style.CHAPTER, 3),
        ("第十二节 其他", "第十二节", Style.SECTION, 12),
        ("二十一、其他支出", "二十一、", Style.CHINESE, 21),
        ("三．问题", "三．", Style.CHINESE, 3),
        ("（十）人员", "（十）", Style.CHINESE_BRACKETS, 10),
        ("(三)机构", "(三)", Style.CHINESE_BRACKETS, 3),
        ("1.概况", "1.", Style.ARABIC, 1),
        ("12、概况", "12、", Style.ARABIC, 12),
        ("4．预算", "4．", Style.ARABIC, 4),
        ("3.2024 年度预算", "3.", Style.ARABIC, 3),
        ("（2）收入", "（2）", Style.ARABIC_BRACKETS, 2),
        ("2）收入", "2）", Style.HALF_BRACKET, 2),
        ("1.2 职责", "1.2", Style.DECIMAL, 2),
        ("２.３ “三公”经费", "２.３", Style.DECIMAL, 3),
        ("⑩其他", "⑩", Style.CIRCLED, 10),
    ],
)
def test_numbers(text, written, style, ordinal):
    found = number_at(text)
    assert (found.written, found.style, found.ordinal) == (written, style, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "1.5亿元",
        "2023年",
        "12.5%",
        "一是",
        "第一方阵",
        "（单位：万元）",
        "三公经费",
        "1,204.55万元",
        "2023.12",
        "",
    ],
)
def test_other_beginnings_are_no_numbers(text):
    assert number_at(text) is None


@given(st.integers(1, 99))
def test_ordinals_and_numerals_agree(number):
    assert chinese_ordinal(chinese_number(number)) == number


@given(st.text(max_size=12))
def test_a_number_is_a_prefix(text):
    found = number_at(text)
    assert found is None or (text.startswith(found.written) and found.ordinal > 0)
