import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.facts.names import Grammar, place_of

HENGYANG = Grammar(place_of("衡阳市", ""), "衡阳市科学技术局")
PUTUO = Grammar(place_of("普陀区", "上海市普陀区财政局"), "上海市普陀区财政局")
LIAONING = Grammar(place_of("沈阳市", ""), "沈阳市财政局")
MONGOLIA = Grammar(place_of("内蒙古自治区", ""), "内蒙古自治区人民政府")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("市科技局", "衡阳市科学技术局"),
        ("市科学技术局", "衡阳市科学技术局"),
        ("科技局", "衡阳市科学技术局"),
        ("衡阳市科技局", "衡阳市科学技术局"),
        ("市发改委", "衡阳市发展和改革委员会"),
        ("省发展改革委", "湖南省发展和改革委员会"),
        ("省人社厅", "湖南省人力资源和社会保障厅"),
        ("市国资委", "衡阳市国有资产监督管理委员会"),
        ("市卫健委", "衡阳市卫生健康委员会"),
        ("市委", "中共衡阳市委"),
        ("中共衡阳市委员会", "中共衡阳市委"),
        ("市委组织部", "中共衡阳市委组织部"),
        ("省政府", "湖南省人民政府"),
        ("市政府办公室", "衡阳市人民政府办公室"),
        ("市政协", "政协衡阳市委员会"),
        ("团市委", "共青团衡阳市委"),
        ("市农科院", "衡阳市农科院"),
        ("科技部", "科学技术部"),
        ("国家发改委", "国家发展和改革委员会"),
        ("衡阳", "衡阳市"),
        ("长沙市科技局", "长沙市科学技术局"),
        ("衡山县科技局", "衡山县科学技术局"),
        ("衡阳市\n财政局", "衡阳市财政局"),
    ],
)
def test_short_forms_in_a_city(short, full):
    assert HENGYANG.expand(short) == full


@pytest.mark.parametrize(
    "name",
    [
        "高新区",
        "湖南大学",
        "株洲高新区",
        "省市改革办",
        "办公室",
        "市场监管所",
        "县政府",
        "衡东县科工信局",
        "省级新材料基地",
        "市场监管联盟",
        "朝阳",
        "华新电缆",
    ],
)
def test_in_doubt_nothing_is_changed(name):
    assert HENGYANG.expand(name) == name


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("区财政局", "上海市普陀区财政局"),
        ("普陀区财政局", "上海市普陀区财政局"),
        ("区委", "中共上海市普陀区委"),
        ("中共上海市普陀区委宣传部", "中共上海市普陀区委宣传部"),
        ("市教委", "上海市教委"),
        ("市政府", "上海市人民政府"),
    ],
)
def test_short_forms_in_a_district(short, full):
    assert PUTUO.expand(short) == full


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("自治区党委", "中共内蒙古自治区党委"),
        ("自治区科技厅", "内蒙古自治区科学技术厅"),
        ("市政府", "市政府"),
    ],
)
def test_short_forms_in_an_autonomous_region(short, full):
    assert MONGOLIA.expand(short) == full


@given(st.text(alphabet="省市县区委政府科技局人民衡阳湖南公司中共办公室发改委", max_size=12))
def test_expanding_twice_changes_nothing(name):
    once = HENGYANG.expand(name)
    assert HENGYANG.expand(once) == once


def test_a_name_shared_with_districts_needs_its_province():
    assert LIAONING.expand("朝阳") == "朝阳市"


@pytest.mark.parametrize(
    ("issuer", "short", "full"),
    [
        ("绵阳市教育和体育局", "市教体局", "绵阳市教育和体育局"),
        ("绵阳市教育和体育局", "市体育局", "绵阳市体育局"),
        (
            "绵阳市人民政府国有资产监督管理委员会",
            "市国资委",
            "绵阳市人民政府国有资产监督管理委员会",
        ),
        ("绵阳市科学技术局", "省厅", "四川省科学技术厅"),
        ("绵阳市城市管理局", "省厅", "省厅"),
        ("绵阳市财政局", "经县委", "经县委"),
    ],
)
def test_short_forms_of_the_issuer_and_above_it(issuer, short, full):
    assert Grammar(place_of("绵阳市", ""), issuer).expand(short) == full
