import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from jixiao.annotate.agreement import (
    Agreement,
    add_text,
    agreement_of,
    cohen,
    overlap_scores,
    relation_scores,
)
from jixiao.annotate.agreement_report import f1, to_json, to_pairwise, to_table
from jixiao.annotations.records import Status
from jixiao.errors import AnnotationError
from jixiao.scoring import ALL

from .made import said, two_annotations

MEASURES = ("exact", "overlap", "given", "relations")

# 23 characters: ORG 4, INDICATOR 5, MONEY 3, PERCENT 3, and 8 of nothing.
LEFT = """«市水利局|ORG 1»全年«公务接待费|INDICATOR 2»支出«8万元|MONEY 3»，下降«12%|PERCENT 4»。
----
2 VALUE 3
2 CHANGE 4
1 SUBJECT 2"""
# MONEY ends earlier, no PERCENT; so one relation has both its spans on either side.
RIGHT = """«市水利局|ORG 1»全年«公务接待费|INDICATOR 2»支出«8万|MONEY 3»元，下降12%。
----
2 VALUE 3
1 SUBJECT 2"""


def measure(left, right):
    text, ours = said(left)
    _, theirs = said(right, by="person:wang")
    agreement = Agreement("li", "wang")
    add_text(agreement, text, ours, theirs)
    return agreement


def test_values_worked_out_by_hand():
    found = measure(LEFT, RIGHT)
    # Exact: ORG and INDICATOR of 4 and 3 spans. F1 = 2 * 2 / (4 + 3).
    assert found.exact[ALL].f1 == pytest.approx(4 / 7)
    assert found.exact["MONEY"].f1 == 0
    # Overlap: MONEY too.
    assert found.overlap[ALL].f1 == pytest.approx(6 / 7)
    assert found.overlap["MONEY"].f1 == 1
    # Relations: SUBJECT alone agrees, of 3 and 2; with both spans given it is the only one.
    assert found.relations[ALL].f1 == pytest.approx(2 / 5)
    assert found.given[ALL].f1 == 1
    assert (found.given[ALL].predicted, found.given[ALL].gold) == (1, 1)
    assert found.confusions == {("MONEY", "MONEY"): 1, ("PERCENT", "—"): 1}
    (example,) = found.examples["PERCENT", "—"]
    assert (example.left, example.right) == ("12%", "")


def test_kappa_worked_out_by_hand():
    found = measure("«甲局|ORG»乙«丙局|ORG»丁戊己庚辛", "«甲局|ORG»乙丙局丁戊己庚辛")
    # 10 characters, of which 8 agree: p_o = 0.8; p_e = 0.4 * 0.2 + 0.6 * 0.8 = 0.56.
    assert found.kappa() == pytest.approx((0.8 - 0.56) / (1 - 0.56))
    assert found.kappa("ORG") == found.kappa()
    # 23 characters, 19 agree; p_e = (4*4 + 5*5 + 3*2 + 3*0 + 8*12) / 23**2 = 143 / 529.
    found = measure(LEFT, RIGHT)
    assert found.kappa() == pytest.approx((19 / 23 - 143 / 529) / (1 - 143 / 529))


def test_kappa_of_a_table_from_the_literature():
    # Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, table 18.1:
    # 100 subjects in three categories, kappa 0.68.
    table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    counts = Counter(
        {(f"{i}", f"{j}"): n for i, row in enumerate(table) for j, n in enumerate(row)}
    )
    assert cohen(counts) == pytest.approx(0.676, abs=5e-4)


def test_kappa_is_below_zero_where_both_disagree_more_than_by_chance():
    assert cohen(Counter({("A", "B"): 5, ("B", "A"): 5})) == -1


def test_kappa_is_one_where_nothing_is_marked():
    assert cohen(Counter({("—", "—"): 7})) == 1
    assert cohen(Counter()) == 1


@given(drawn=two_annotations())
def test_agreement_is_symmetric(drawn):
    text, left, right = drawn
    there, back = Agreement("a", "b"), Agreement("b", "a")
    add_text(there, text, left, right)
    add_text(back, text, right, left)
    for name in MEASURES:
        ours, theirs = getattr(there, name), getattr(back, name)
        assert {k: v.f1 for k, v in ours.items()} == {k: v.f1 for k, v in theirs.items()}
    assert there.kappa() == back.kappa()
    assert there.confusions == {(b, a): n for (a, b), n in back.confusions.items()}


@given(drawn=two_annotations())
def test_an_annotation_agrees_with_itself(drawn):
    text, left, _ = drawn
    found = Agreement("a", "a")
    add_text(found, text, left, left)
    assert all(f1(score) == 1 for name in MEASURES for score in getattr(found, name).values())
    assert found.kappa() == 1
    assert all(found.kappa(span.label) == 1 for span in left.spans)
    assert not found.confusions


@given(drawn=two_annotations())
def test_measures_stand_in_their_order(drawn):
    text, left, right = drawn
    found = Agreement("a", "b")
    add_text(found, text, left, right)
    assert found.exact[ALL].right <= found.overlap[ALL].right
    assert found.given[ALL].right == found.relations[ALL].right
    assert f1(found.given[ALL]) >= f1(found.relations[ALL])
    assert sum(found.characters.values()) == len(text.text)
    assert -1 <= found.kappa() <= 1


def test_a_long_span_matches_one_of_the_spans_in_it():
    _, left = said("«办公室、人事科、计财科|ORG»牵头")
    _, right = said("«办公室|ORG»、«人事科|ORG»、«计财科|ORG»牵头")
    score = overlap_scores(left, right)["ORG"]
    assert (score.right, score.predicted, score.gold) == (1, 1, 3)


def test_a_relation_of_another_direction_or_label_does_not_agree():
    _, left = said("«甲局|ORG 1»获«乙奖|AWARD 2»\n----\n1 RECEIVES 2")
    _, right = said("«甲局|ORG 1»获«乙奖|AWARD 2»\n----\n1 CONFERS 2")
    scores = relation_scores(left, right, given=True)
    assert (scores["RECEIVES"].f1, scores["CONFERS"].f1) == (0, 0)


def layers(*statuses):
    text, ours = said(LEFT)
    _, theirs = said(RIGHT, by="person:wang")
    ours, theirs = replace(ours, status=statuses[0]), replace(theirs, status=statuses[1])
    return [text], ("li", [ours]), ("wang", [theirs])


def test_open_texts_count_only_when_asked_for():
    texts, left, right = layers(Status.CONFIRMED, Status.OPEN)
    with pytest.raises(AnnotationError, match="no text in common, confirmed in both"):
        agreement_of(texts, left, right)
    assert agreement_of(texts, left, right, unconfirmed=True).texts == 1


def test_texts_that_one_layer_lacks_do_not_count():
    texts, left, right = layers(Status.CONFIRMED, Status.CONFIRMED)
    other, lone = said("«甲局|ORG»", doc_id="u")
    found = agreement_of([*texts, other], ("li", [*left[1], lone]), right)
    assert found.texts == 1


def test_annotations_of_another_text_are_refused():
    texts, left, right = layers(Status.CONFIRMED, Status.CONFIRMED)
    changed = replace(right[1][0], sha256="0" * 64)
    with pytest.raises(AnnotationError, match="not of the same text"):
        agreement_of(texts, left, ("wang", [changed]))


def test_the_table_tells_figures_and_examples():
    table = to_table(measure(LEFT, RIGHT))
    assert "li / wang: 1 texts (文本), 23 characters" in table
    assert "  all           0.571      2      4      3" in table
    assert "“8万元” / “8万” in …" in table


def test_json_holds_what_the_table_tells():
    (row,) = json.loads(to_json([measure(LEFT, RIGHT)]))
    assert row["exact"]["all"] == {"f1": pytest.approx(4 / 7), "both": 2, "left": 4, "right": 3}
    assert row["confusions"][0]["examples"][0]["start"] == 13
    assert set(row["kappa"]) == {"ORG", "INDICATOR", "MONEY", "PERCENT", "all"}


def test_several_layers_give_a_line_for_each_pair():
    lines = to_pairwise([measure(LEFT, RIGHT), measure(LEFT, LEFT)]).splitlines()
    assert lines[1].split()[3:] == ["1", "0.571", "0.857", "1.000", "0.400", "0.762"]
    assert lines[2].split()[4:] == ["1.000"] * 5
