import pytest

from jixiao.bodies import divisions
from jixiao.bodies.divisions import (
    MUNICIPALITIES,
    division_path,
    full_division,
    full_province,
    level_of_division,
    province_of,
)


def prefectures():
    return [
        divisions._full(entry)
        for names in divisions._PREFECTURES.values()
        for entry in names.split()
    ]


def test_every_prefecture_is_there_once():
    assert len(prefectures()) == len(set(prefectures())) == 333
    assert len(divisions._PREFECTURES) == 34


def test_full_names_stand_for_themselves():
    for name in prefectures():
        assert full_division(name) == name
        assert province_of(name) not in {None, name}
        assert level_of_division(name) == "municipal"


def test_municipalities_are_provinces():
    for name in MUNICIPALITIES:
        assert (province_of(name), level_of_division(name)) == (name, "provincial")


def test_unknown_names_have_no_province():
    assert (full_division("桃花岛"), province_of("桃花岛市")) == (None, None)


def test_short_names_of_provinces_are_one_name_each():
    shorts = [divisions._PROVINCE_SUFFIX.sub("", name) for name in divisions._PREFECTURES]
    assert [full_province(short) for short in shorts] == list(divisions._PREFECTURES)


@pytest.mark.parametrize(
    ("name", "division"),
    [
        ("衡阳市财政局", "衡阳市"),
        ("云南省红河哈尼族彝族自治州教育局", "云南省红河哈尼族彝族自治州"),
        ("内蒙古自治区人民政府", "内蒙古自治区"),
        ("济宁市市中区卫生健康局", "济宁市市中区"),
        ("青岩县大河镇人民政府", "青岩县大河镇"),
        ("上海市松江区人民政府方松街道办事处", "上海市松江区"),
        ("吉林省吉林市水务局", "吉林省吉林市"),
        ("沙市区教育局", "沙市区"),
        ("市场监督管理局", ""),
        ("城市管理局", ""),
        ("社区服务中心", ""),
        ("开发区管委会", ""),
        ("全市各单位", ""),
        ("", ""),
    ],
)
def test_paths(name, division):
    assert division_path(name) == division
