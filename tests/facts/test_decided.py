"""Names as decided by a person, in the rows of a report."""

import pytest

from jixiao.bodies.decisions import Decisions, Split
from jixiao.facts import build
from jixiao.facts.entities import entity_id
from jixiao.types import Document, Evidenced, Label, Metadata, Quote, Relation, RelationLabel

TEXT = "«甲厂»ORG获«乙奖»AWARD，«丙厂»ORG实施«惠农工程»PROJECT，«甲厂»ORG、«丙厂»ORG一起。"
ABOUT = Metadata(issuer=Evidenced("丁局", Quote("丁局", 0, 2)))


@pytest.fixture
def decide(marked):
    def run(names):
        text, mentions = marked(TEXT)
        document = Document("d1", "t.txt", "txt", text)
        links = (
            Relation("m1", RelationLabel.RECEIVES, "m2"),
            Relation("m3", RelationLabel.UNDERTAKES, "m4"),
        )
        return build(document, (), ABOUT, mentions, links, names)

    return run


def bodies(result):
    return {e.canonical: e for e in result.entities if e.kind is Label.ORG}


def test_a_merge_makes_one_body_of_two(decide):
    result = decide(Decisions(merges={"甲厂": "丙厂"}))
    (entity,) = bodies(result).values()
    assert (entity.canonical, entity.entity_id) == ("丙厂", entity_id(Label.ORG, "丙厂"))
    assert entity.aliases == ("甲厂", "丙厂")
    assert len(entity.seen) == 4
    assert {fact.subject for fact in result.facts} == {"丙厂"}


def test_a_rename_keeps_the_id(decide):
    result = decide(Decisions(renames={"甲厂": "甲厂（集团）"}))
    entity = bodies(result)["甲厂（集团）"]
    assert entity.entity_id == entity_id(Label.ORG, "甲厂")
    assert result.facts[0].subject == "甲厂（集团）"
    assert result.mentions[0].norm.entity_id == entity.entity_id


def test_a_split_holds_in_its_document_alone(decide):
    here = decide(Decisions(splits=(Split("甲厂", "某县甲厂", "d1"),)))
    there = decide(Decisions(splits=(Split("甲厂", "某县甲厂", "d2"),)))
    assert here.facts[0].subject == "某县甲厂"
    assert there.facts[0].subject == "甲厂"


def test_a_split_of_what_is_not_there_is_an_issue(decide):
    (issue,) = decide(Decisions(splits=(Split("戊厂", "己厂", "d1"),))).issues
    assert (issue.stage, issue.code) == ("facts", "unknown_name")
    assert "戊厂" in issue.message


def test_projects_and_honours_are_decided_too(decide):
    result = decide(Decisions(merges={"惠农工程": "惠农计划"}, renames={"乙奖": "乙奖（市级）"}))
    assert [fact.name for fact in result.facts] == ["乙奖（市级）", "惠农计划"]
    assert {"惠农计划", "乙奖（市级）"} <= {e.canonical for e in result.entities}


def test_deciding_nothing_changes_nothing(decide):
    assert decide(Decisions()) == decide(Decisions(merges={"没有": "的"}))
