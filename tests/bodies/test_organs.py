import pytest

from jixiao.bodies import forms
from jixiao.bodies.organs import company_core, expand_stem, level_of_body, organ_name


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("中共湖南省委", "provincial"),
        ("上海市普陀区财政局", "county"),
        ("上海市财政局", "provincial"),
        ("耒阳市财政局", "county"),
        ("国务院办公厅", "national"),
        ("退役军人事务部", "national"),
        ("红星俱乐部", None),
        ("中国石化公司", None),
    ],
)
def test_level_of_body(body, level):
    assert level_of_body(body) == level


@pytest.mark.parametrize("stem", [f"{field}局" for field in forms.FIELDS])
def test_a_full_field_is_not_expanded_again(stem):
    assert expand_stem(expand_stem(stem)) == expand_stem(stem) != stem


@pytest.mark.parametrize("stem", ["市教育局", "局"])
def test_what_is_no_organ_has_no_full_name(stem):
    assert organ_name("青岩县", stem) is None


def test_organs_need_a_division():
    assert organ_name("青岩", "教育局") is None
    assert organ_name("青岩县", "教育局") == "青岩县教育局"


def test_two_characters_are_left_of_a_company():
    assert company_core("衡阳云公司") == "衡阳云"
    assert company_core("衡阳云岭（集团）有限公司") == "云岭"
