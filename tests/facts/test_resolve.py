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


def test_a_zone_joins_the_one_with_the_name_of_the_city(read):
    text = "«衡阳高新区管委会»ORG出资，«高新区管委会»ORG配合，«高新区管理委员会»ORG验收。"
    assert set(names(read(text))) == {"衡阳高新区管理委员会"}


def test_a_zone_of_another_name_is_another_zone(read):
    text = "«青岩高新区»ORG出资，«高新区»ORG配合，«经开区管委会»ORG验收。"
    assert names(read(text)) == ["青岩高新区", "高新区", "经开区管理委员会"]


def test_a_name_that_begins_too_late_has_its_whole_division(read):
    assert names(read("衡«阳市财政局»ORG出资。")) == ["衡阳市财政局"]
    assert names(read("由湖«南省财政厅»ORG出资。")) == ["湖南省财政厅"]


def test_a_bare_county_is_the_one_that_the_report_names_in_full(read):
    assert names(read("«白水»ORG投产，白水县的工厂开工。")) == ["白水县"]
    assert names(read("«白水»ORG投产，白水县与白水区的工厂开工。")) == ["白水"]
    assert names(read("«白水»ORG投产。")) == ["白水"]


def test_party_committee_and_government_in_one_name(read):
    assert names(read("«市委市政府»ORG部署。")) == ["中共衡阳市委、衡阳市人民政府"]
