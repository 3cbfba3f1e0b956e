import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring import (
    Score,
    name_overlap,
    score_checks,
    score_facts,
    score_overlap,
    score_relations,
    score_spans,
    sum_scores,
)
from jixiao.types import Label, Mention, Relation, RelationLabel


def mention(name: str, start: int, end: int, label: Label = Label.ORG) -> Mention:
    return Mention(name, start, end, label, "字" * (end - start))


def test_spans_count_by_label_and_over_all():
    gold = [mention("a", 0, 2), mention("b", 3, 5, Label.DATE)]
    found = [mention("x", 0, 2), mention("y", 3, 6, Label.DATE)]
    scores = score_spans(found, gold)
    assert (scores["ORG"].right, scores["DATE"].right) == (1, 0)
    assert scores["all"].f1 == 0.5


def test_overlap_forgives_boundaries_but_not_labels():
    gold = [mention("a", 0, 4), mention("b", 6, 8, Label.DATE)]
    found = [mention("x", 1, 5), mention("y", 6, 8, Label.AWARD)]
    scores = score_overlap(found, gold)
    assert scores["ORG"].f1 == 1.0
    assert scores["DATE"].right == 0


def test_a_long_span_pairs_off_with_one_of_those_that_it_covers():
    long, short = [mention("a", 0, 9)], [mention("b", 0, 2), mention("c", 3, 5)]
    assert (score_overlap(long, short)["ORG"].right, score_overlap(short, long)["ORG"].right) == (
        1,
        1,
    )


@st.composite
def flat(draw):
    cuts = sorted(draw(st.sets(st.integers(0, 24), max_size=12)))
    return [mention(f"m{a}", a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


def greatest_matching(ours, theirs):
    """By trying every partner, and none, for the first of ours."""
    if not ours:
        return 0
    first, *others = ours
    with_partner = [
        1 + greatest_matching(others, [t for t in theirs if t is not other])
        for other in theirs
        if first.start < other.end and other.start < first.end
    ]
    return max([greatest_matching(others, theirs), *with_partner])


@given(flat(), flat())
def test_overlap_pairs_off_as_many_as_can_be(ours, theirs):
    scores = score_overlap(ours, theirs)
    assert scores["all"].right == greatest_matching(ours, theirs)


def test_a_gold_relation_never_proposed_is_a_miss():
    gold_mentions = [mention("a", 0, 2), mention("b", 3, 5, Label.AWARD), mention("c", 6, 8)]
    gold = [
        Relation("a", RelationLabel.RECEIVES, "b"),
        Relation("c", RelationLabel.CONFERS, "b"),
    ]
    found_mentions = [mention("m1", 0, 2), mention("m2", 3, 5, Label.AWARD)]
    found = [Relation("m1", RelationLabel.RECEIVES, "m2")]
    scores = score_relations((found_mentions, found), (gold_mentions, gold))
    assert scores["all"].recall == 0.5
    assert scores["all"].precision == 1.0


def fact(value: str, name: str, **fields: object) -> dict[str, object]:
    base = {
        "kind": "measure",
        "value": value,
        "name": name,
        "evidence": [0, 9],
        "subject": "甲局",
        "period_start": None,
        "period_end": None,
    }
    return base | fields


def test_facts_agree_on_kind_value_and_most_of_the_name():
    gold = [fact("100", "公务接待费"), fact("200", "会议费")]
    found = [fact("100.0", "公务接待费用"), fact("200", "培训费")]
    assert score_facts(found, gold, context=False)["all"].right == 1


def test_with_context_the_subject_counts_too():
    gold = [fact("100", "公务接待费")]
    found = [fact("100", "公务接待费", subject="乙局")]
    assert score_facts(found, gold, context=False)["all"].right == 1
    assert score_facts(found, gold, context=True)["all"].right == 0


def test_one_found_fact_answers_one_gold_fact():
    gold = [fact("100", "公务接待费"), fact("100", "公务接待费")]
    assert score_facts([fact("100", "公务接待费")], gold, context=False)["all"].right == 1


def check(verdict: str, stated: tuple[int, int], *terms: tuple[int, int]) -> dict[str, object]:
    def quote(place: tuple[int, int]) -> dict[str, object]:
        return {"text": "x", "start": place[0], "end": place[1]}

    return {
        "kind": "sum",
        "verdict": verdict,
        "stated": quote(stated),
        "terms": [quote(term) for term in terms],
    }


@pytest.mark.parametrize(
    ("ours", "right"),
    [
        (check("agrees", (0, 3), (5, 8)), 1),
        (check("agrees", (5, 8), (0, 3)), 1),
        (check("contradiction", (0, 3), (5, 8)), 0),
        (check("agrees", (9, 12), (5, 8)), 0),
    ],
)
def test_a_check_is_found_by_its_figures_and_right_by_its_verdict(ours, right):
    assert score_checks([ours], [check("agrees", (0, 3), (5, 8))])["all"].right == right


def test_scores_add_up():
    total = sum_scores([{"a": Score(1, 2, 3)}, {"a": Score(1, 1, 1), "b": Score(0, 1, 0)}])
    assert (total["a"].right, total["a"].gold, total["b"].predicted) == (2, 4, 1)


def test_names_overlap_symmetrically():
    assert name_overlap("三公经费", "“三公”经费") == name_overlap("“三公”经费", "三公经费") > 0.6
    assert name_overlap(None, "甲") == 0.0
