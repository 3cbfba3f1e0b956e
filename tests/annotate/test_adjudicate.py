import json
from dataclasses import replace

import pytest
from hypothesis import given

from jixiao.annotate.adjudicate import BY, comparisons, into_layer, open_gold, settle
from jixiao.annotate.agreement import exact_scores, relation_scores
from jixiao.annotate.decisions import Decision, read_decisions, write_decisions
from jixiao.annotate.disagreements import RELATION, SPAN, compare
from jixiao.annotations.checks import check_annotation
from jixiao.annotations.records import Origin, Status
from jixiao.errors import AnnotationError
from jixiao.scoring import ALL

from .made import said, two_annotations

AT = "2025-03-01T09:00:00Z"
LAYERS = ("annotator-li", "annotator-wang")
LEFT = """«市水利局|ORG 1»全年«公务接待费|INDICATOR 2»支出«8万元|MONEY 3»，下降«12%|PERCENT 4»。
----
2 VALUE 3
2 CHANGE 4
1 SUBJECT 2"""
# Another end of MONEY, no PERCENT, no SUBJECT.
RIGHT = """«市水利局|ORG 1»全年«公务接待费|INDICATOR 2»支出«8万|MONEY 3»元，下降12%。
----
2 VALUE 3"""


def side_by_side(left=LEFT, right=RIGHT):
    text, ours = said(left)
    _, theirs = said(right, by="person:wang")
    return compare(text, ours, theirs)


def decided(made, *takes, by="person:chen"):
    takes = [take if isinstance(take, Decision) else Decision(take) for take in takes]
    decisions = {point.id: take for point, take in zip(made.points, takes, strict=True)}
    return settle(made, decisions, by, AT)


def surfaces(annotation):
    spans = {span.id: span.surface for span in annotation.spans}
    links = {(spans[r.head], str(r.label), spans[r.tail]) for r in annotation.relations}
    return {(span.surface, str(span.label)) for span in annotation.spans}, links


def test_what_agrees_goes_in_and_the_rest_is_said():
    gold = open_gold(side_by_side(), LAYERS)
    spans, links = surfaces(gold)
    assert spans == {("市水利局", "ORG"), ("公务接待费", "INDICATOR")}
    assert links == set()
    assert gold.status is Status.OPEN
    assert [comment.text for comment in gold.comments] == [
        "[0, 11) 【市水利局全年公务接待费】支出8万元，下降12%。 | "
        "annotator-li: 市水利局 —SUBJECT→ 公务接待费 | annotator-wang: —",
        "[13, 16) 市水利局全年公务接待费支出【8万元】，下降12%。 | "
        "annotator-li: MONEY “8万元” [13, 16) | annotator-wang: MONEY “8万” [13, 15)",
        "[19, 22) 市水利局全年公务接待费支出8万元，下降【12%】。 | "
        "annotator-li: PERCENT “12%” [19, 22) | annotator-wang: —",
    ]


def test_an_agreed_relation_follows_the_decided_span():
    made = side_by_side()
    for take, money in (("left", "8万元"), ("right", "8万")):
        gold, fallen = decided(made, "left", take, "neither")
        assert ("公务接待费", "VALUE", money) in surfaces(gold)[1]
        assert not fallen


def test_what_one_side_alone_has_comes_or_goes_with_its_relations():
    made = side_by_side()
    taken, _ = decided(made, "neither", "left", "left")
    left_out, fallen = decided(made, "neither", "left", "right")
    assert ("公务接待费", "CHANGE", "12%") in surfaces(taken)[1]
    assert surfaces(left_out)[1] == {("公务接待费", "VALUE", "8万元")}
    assert not fallen


def test_an_agreed_relation_that_lost_its_end_is_named():
    gold, fallen = decided(side_by_side(), "right", "neither", "neither")
    assert surfaces(gold)[1] == set()
    assert len(fallen) == 1
    assert "VALUE" in fallen[0]


def test_an_edited_span_takes_the_relations_over():
    edited = Decision("edited", ({"label": "MONEY", "start": 13, "end": 15, "surface": "8万"},))
    gold, _ = decided(side_by_side(), "neither", edited, "neither")
    assert ("公务接待费", "VALUE", "8万") in surfaces(gold)[1]
    (money,) = [span for span in gold.spans if span.label == "MONEY"]
    assert (money.by, money.origin) == ("person:chen", Origin.CHANGED)


def test_a_relation_that_the_decided_label_does_not_allow_is_named():
    made = side_by_side(
        "«甲局|ORG 1»完成«绿化|INDICATOR 2»\n----\n1 SUBJECT 2",
        "«甲局|ORG 1»完成«绿化|PROJECT 2»\n----\n1 UNDERTAKES 2",
    )
    assert [point.kind for point in made.points] == [RELATION, SPAN]
    gold, fallen = decided(made, "left", "right")
    assert surfaces(gold) == ({("甲局", "ORG"), ("绿化", "PROJECT")}, set())
    assert "SUBJECT does not join" in fallen[0]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"label": "MONEY", "start": 13, "end": 99}, "no range"),
        ({"label": "MONEY", "start": 13, "end": 15, "surface": "9万"}, "not '9万'"),
        ({"label": "MONEY", "start": 9, "end": 15}, "overlaps"),
        ({"label": "GELD", "start": 13, "end": 15}, "GELD"),
    ],
)
def test_an_edited_span_is_held_to_the_text(row, message):
    with pytest.raises(AnnotationError, match=message):
        decided(side_by_side(), "left", Decision("edited", (row,)), "left")


def test_an_edited_relation_is_held_to_the_spans():
    row = {"head": "s0-4", "label": "SUBJECT", "tail": "s4-11"}
    with pytest.raises(AnnotationError, match="no span s4-11"):
        decided(side_by_side(), Decision("edited", (row,)), "left", "left")
    gold, _ = decided(
        side_by_side(), Decision("edited", (row | {"tail": "s6-11"},)), "left", "left"
    )
    assert ("市水利局", "SUBJECT", "公务接待费") in surfaces(gold)[1]


def test_spans_that_overlap_several_are_one_point():
    made = side_by_side(
        "«办公室、人事科|ORG»与«计财科|ORG»", "«办公室|ORG»、«人事科|ORG»与«计财科|ORG»"
    )
    (point,) = made.points
    assert (len(point.left), len(point.right)) == (1, 2)
    gold, _ = decided(made, "right")
    assert [span.surface for span in gold.spans] == ["办公室", "人事科", "计财科"]


def test_the_record_of_a_person_is_kept_before_that_of_a_machine():
    text, machine = said("«甲局|ORG»", by="agent:a")
    _, person = said("«甲局|ORG»", by="person:wang")
    for left, right in ((machine, person), (person, machine)):
        assert compare(text, left, right).spans[0].by == "person:wang"


@given(drawn=two_annotations())
def test_taking_one_side_everywhere_gives_that_side(drawn):
    text, left, right = drawn
    made = compare(text, left, right)
    for take, side in (("left", left), ("right", right)):
        gold, fallen = decided(made, *[take] * len(made.points))
        assert exact_scores(gold, side)[ALL].right == len(gold.spans) == len(side.spans)
        scores = relation_scores(gold, side, given=False)[ALL]
        assert scores.right == scores.predicted == scores.gold
        assert not fallen


@given(drawn=two_annotations())
def test_open_gold_is_what_both_have(drawn):
    text, left, right = drawn
    made = compare(text, left, right)
    gold = open_gold(made, LAYERS)
    check_annotation(gold, text.text)
    assert len(gold.spans) == exact_scores(left, right)[ALL].right
    assert len(gold.relations) == relation_scores(left, right, given=True)[ALL].right
    assert bool(made.points) == bool(gold.comments)
    assert len({point.id for point in made.points}) == len(made.points)


@given(drawn=two_annotations())
def test_no_decision_makes_an_annotation_that_breaks_the_scheme(drawn):
    text, left, right = drawn
    made = compare(text, left, right)
    takes = ["left", "right", "neither"] * len(made.points)
    gold, _ = decided(made, *takes[: len(made.points)])
    check_annotation(gold, text.text)
    assert gold.status is Status.CONFIRMED


# The file of decisions.


def write(path, made, **changes):
    write_decisions(path, [made], LAYERS)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = [row | {"take": "left"} | changes for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return rows


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.jsonl"


def test_a_decided_file_is_applied(path):
    made = side_by_side()
    assert len(write(path, made)) == len(made.points) == 3
    decisions = read_decisions(path, [made], LAYERS)
    gold, _ = settle(made, decisions, "person:chen", AT)
    assert surfaces(gold) == surfaces(said(LEFT)[1])
    assert (gold.by, gold.status) == ("person:chen", Status.CONFIRMED)


def test_a_file_that_is_there_is_not_written_over(path):
    write(path, side_by_side())
    with pytest.raises(AnnotationError, match="such a file already"):
        write_decisions(path, [side_by_side()], LAYERS)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"take": ""}, "not decided yet"),
        ({"take": "both"}, "take is 'both'"),
        ({"take": "edited"}, "`edited` holds"),
        ({"edited": [{"label": "ORG", "start": 0, "end": 1}]}, "`edited` holds"),
        ({"take": "edited", "edited": [{"start": 0, "end": 1}]}, "label is missing|unknown field"),
        ({"digest": "0" * 16}, "stale"),
        ({"id": "t#span:1-2"}, "stale"),
    ],
)
def test_a_file_that_cannot_be_applied_is_refused(path, changes, message):
    made = side_by_side()
    write(path, made, **changes)
    with pytest.raises(AnnotationError, match=message) as refused:
        read_decisions(path, [made], LAYERS)
    assert str(path) in str(refused.value)


def test_decisions_on_another_state_of_the_layers_are_stale(path):
    write(path, side_by_side())
    newer = side_by_side(right=RIGHT.replace("8万|MONEY 3»元", "8万元|MONEY 3»"))
    with pytest.raises(AnnotationError, match="stale"):
        read_decisions(path, [newer], LAYERS)
    with pytest.raises(AnnotationError, match="stale"):
        read_decisions(path, [side_by_side()], LAYERS[::-1])


def test_a_missing_line_is_noticed(path):
    made = side_by_side()
    write(path, made)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[1:]), "utf-8")
    with pytest.raises(AnnotationError, match="stale; write a new one"):
        read_decisions(path, [made], LAYERS)
    path.write_text("".join([*lines, lines[0]]), "utf-8")
    with pytest.raises(AnnotationError, match="decided twice"):
        read_decisions(path, [made], LAYERS)


# Into the layer.


def test_only_the_open_gold_of_an_adjudication_is_written_over():
    made = side_by_side()
    draft = open_gold(made, LAYERS)
    gold, _ = decided(made, "left", "left", "left")
    assert into_layer([draft], [gold]) == ([gold], [])
    assert into_layer([gold], [draft]) == ([gold], ["t"])
    in_work = replace(draft, by="person:chen")
    assert into_layer([in_work], [gold]) == ([in_work], ["t"])
    assert into_layer([gold], [draft], overwrite=True) == ([draft], [])


def test_the_same_decisions_again_change_nothing():
    gold, _ = decided(side_by_side(), "left", "left", "left")
    later = replace(gold, at="2026-01-01T00:00:00Z")
    old, _ = into_layer([], [gold])
    assert into_layer(old, [later]) == (old, [])


def test_only_texts_confirmed_in_both_are_laid_side_by_side():
    text, left = said(LEFT)
    _, right = said(RIGHT, by="person:wang")
    still_open = replace(right, status=Status.OPEN)
    assert comparisons([text], [left], [still_open]) == []
    assert len(comparisons([text], [left], [still_open], unconfirmed=True)) == 1
    assert comparisons([text], [left], []) == []


def test_machine_made_spans_are_accepted_when_confirmed():
    text, left = said(LEFT)
    machine = replace(
        left,
        status=Status.OPEN,
        spans=tuple(replace(s, by="model:m", origin=Origin.MACHINE) for s in left.spans),
    )
    made = compare(text, machine, machine)
    gold, _ = decided(made)
    assert {span.origin for span in gold.spans} == {Origin.ACCEPTED}
    assert open_gold(made, LAYERS).by == BY
