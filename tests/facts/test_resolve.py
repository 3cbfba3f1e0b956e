import pytest

from jixiao.types import OrgNorm


def names(result):
    return [m.norm.canonical for m in result.mentions if isinstance(m.norm, OrgNorm)]


@pytest.mark.parametrize("reference", ["我局", "本部门", "我单位", "本单位", "该局"])
def test_self_references(read, reference):
    assert names(read(f"«{reference}»ORG负责。")) == ["衡阳市科学技术局"]


def test_without_issuer_a_self_reference_stays(read):
    assert names(read("«我局»ORG负责。", issuer=None)) == ["我局"]


def test_that_company_is_the_one_named_last(read):
    text = "«衡阳甲光电有限公司»ORG与«湖南乙材料有限公司»ORG签约，«该公司»ORG投产。"
    assert names(read(text))[-1] == "湖南乙材料有限公司"


def test_that_company_without_any_named_stays(read):
    assert names(read("«市财政局»ORG函告，«该公司»ORG投产。"))[-1] == "该公司"


def test_that_bureau_is_the_one_named_last(read):
    assert names(read("«市财政局»ORG函告，«该局»ORG负责。")) == ["衡阳市财政局"] * 2


def test_alias_given_in_brackets(read):
    text = "«衡阳丙新材料研究院»ORG（以下简称“丙研究院”）成立，«丙研究院»ORG招聘。"
    assert names(read(text)) == ["衡阳丙新材料研究院"] * 2


def test_alias_of_two_bodies_is_none(read):
    text = "«甲中心»ORG（简称“中心”）、«乙中心»ORG（简称“中心”），«中心»ORG招聘。"
    assert names(read(text))[-1] == "中心"


def test_short_company_name_joins_its_full_one(read):
    text = "«金石机械»ORG扩产。«衡阳金石机械有限公司»ORG获奖。"
    assert set(names(read(text))) == {"衡阳金石机械有限公司"}


def test_short_company_name_with_two_full_ones_stays(read):
    text = "«金石»ORG扩产。«金石机械有限公司»ORG与«金石化工有限公司»ORG获奖。"
    assert names(read(text))[0] == "金石"


def test_a_county_is_no_short_name_of_its_company(read):
    result = read("«青岩县恒石建材有限公司»ORG在«青岩县»ORG设厂，«恒石建材»ORG投产。")
    names = [mention.norm.canonical for mention in result.mentions]
    assert names == ["青岩县恒石建材有限公司", "青岩县", "青岩县恒石建材有限公司"]


def test_the_county_of_a_bureau_is_not_the_bureau(read):
    result = read("«我县»ORG和«我局»ORG", issuer="青岩县财政局", region="青岩县")
    assert [m.norm.canonical for m in result.mentions] == ["青岩县", "青岩县财政局"]
