from jixiao.facts.entities import entity_id
from jixiao.types import Label


def by_name(result):
    return {e.canonical: e for e in result.entities}


def test_names_of_one_body_are_one_entity(read):
    result = read(
        "«市科技局»ORG表示，«我局»ORG与«衡阳市科学技术局»ORG是一家。«省政府»ORG«科技部»ORG"
    )
    entities = by_name(result)
    assert entities["衡阳市科学技术局"].aliases == ("市科技局", "我局", "衡阳市科学技术局")
    assert entities["衡阳市科学技术局"].level == "municipal"
    assert entities["衡阳市科学技术局"].region == "衡阳市"
    assert entities["湖南省人民政府"].level == "provincial"
    assert (entities["科学技术部"].level, entities["科学技术部"].region) == ("national", None)


def test_ids_are_the_same_on_every_machine():
    assert entity_id(Label.ORG, "衡阳市科学技术局") == "org_eea217721fe4"


def test_kinds_do_not_mix(read):
    result = read("«星火»PROJECT«星火»AWARD«星火»PERSON«5家»QUANTITY«《星火》»DOC")
    assert [e.kind for e in result.entities] == [Label.PROJECT, Label.AWARD, Label.PERSON]
    assert len({e.entity_id for e in result.entities}) == 3


def test_project_has_no_year_and_award_its_level(read):
    entities = by_name(read("«2022年惠农专项»PROJECT与«省文明单位»AWARD"))
    assert entities["惠农专项"].aliases == ("2022年惠农专项",)
    assert entities["省文明单位"].level == "provincial"


def test_mention_and_entity_share_the_id(read):
    result = read("«我局»ORG")
    assert result.mentions[0].norm.entity_id == result.entities[0].entity_id
