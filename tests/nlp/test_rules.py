from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.rules import find_self_references


@pytest.mark.parametrize(
    "marked",
    [
        "«我局»对2023年度支出做了自评，«本单位»无超编。",
        "«该公司»获补助30万元，«贵单位»来函收悉。",
        "«本部门»和«我委»联合发文，«我处»承办。",
        "该局面得到扭转，应该办理的手续已经办理。",
        "本办法自发布之日起施行，本科院校2所，基本单位清查完成。",
        "该中心城区、本所有权、我市、全市、本市都不是机构。",
        "本院士工作站、我厅级干部、资本公司不算。",
    ],
)
def test_self_references(marked):
    text = marked.replace("«", "").replace("»", "")
    for span in reversed(find_self_references(text)):
        text = f"{text[: span.start]}«{span.of(text)}»{text[span.end :]}"
    assert text == marked


@given(st.text(alphabet="我本该贵局厅委办公部门单位司集团基应 ，"))
def test_self_references_are_two_or_more_characters_and_apart(text):
    spans = find_self_references(text)
    assert all(span.end - span.start >= 2 for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
