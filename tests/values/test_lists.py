import pytest

from jixiao.values.lists import list_unit

UNITS = {
    "100、200和300万元": ("万", "元"),
    "100和300元": ("", "元"),
    "1、2、3次以上": ("", "次"),
    "0.4、0.5个百分点": ("", "个百分点"),
    "100。200万元": ("", ""),
    "100、二期": ("", ""),
}


@pytest.mark.parametrize(("plain", "expected"), UNITS.items())
def test_the_end_of_a_list_gives_scale_and_unit(plain, expected):
    first = plain.index("、") if "、" in plain else 3
    assert list_unit(plain, first) == expected
