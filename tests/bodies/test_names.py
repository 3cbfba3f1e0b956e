import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.bodies.names import expansions, is_body_name, region_of


@pytest.mark.parametrize(
    "name", ["青岩县教育局", "中共青岩县委宣传部", "云岭市人民政府", "云岭市中心医院"]
)
def test_body_names(name):
    assert is_body_name(name)


@pytest.mark.parametrize("text", ["2024年3月1日", "各位代表", "局", "青岩县教育局：", "收入合计"])
def test_other_lines_are_no_body_names(text):
    assert not is_body_name(text)


def test_the_level_must_agree():
    assert list(expansions("县教育局", "云岭市教育局")) == []
    assert list(expansions("市教育局", "由云岭市教育局")) == [("云岭市教育局", 1)]


@given(st.text(max_size=40), st.text(min_size=1, max_size=8))
def test_nothing_raises_and_offsets_hold(text, short):
    assert region_of(text) in text
    assert all(text[start:].startswith(full) for full, start in expansions(short, text))
