from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.annotate.select import (
    Candidate,
    Worth,
    choose,
    order_rows,
    rank,
    resemblance,
    server_scores,
    sketch,
    waiting_texts,
    worth_of,
    write_order,
)
from jixiao.annotations.folder import Batch
from jixiao.annotations.records import SourceText, Status

from .made import said

REPORT = "我局全年支出经费300万元，比上年减少12%，主要用于河道治理和水库除险加固。"


def made(name, score=1.0, bureau=None, genre="", text=None):
    worth = Worth(score, 0, 0)
    return Candidate(name, name, bureau or name, genre, worth, sketch(text or f"{name * 40}独一份"))


def names(candidates):
    return [choice.candidate.doc_id for choice in rank(candidates)]


def test_the_most_doubtful_comes_first():
    assert names([made("a", 1), made("b", 3), made("c", 2)]) == ["b", "c", "a"]


def test_no_bureau_comes_twice_before_others_came_once():
    order = names([made("a", 9, "水利局"), made("b", 8, "水利局"), made("c", 1, "民政局")])
    assert order == ["a", "c", "b"]


def test_near_identical_texts_wait_like_the_same_bureau():
    twin = REPORT.replace("300", "48").replace("12", "7")
    order = rank([made("a", 9, text=REPORT), made("b", 8, text=twin), made("c", 1)])
    assert [choice.candidate.doc_id for choice in order] == ["a", "c", "b"]
    assert [choice.turn for choice in order] == [0, 0, 1]


def test_a_genre_that_was_chosen_loses_up_to_half():
    first = made("a", 10, genre="决算")
    assert names([first, made("b", 9, genre="决算"), made("c", 5, genre="自评")]) == ["a", "c", "b"]
    assert names([first, made("b", 9, genre="决算"), made("c", 4, genre="自评")]) == ["a", "b", "c"]


CANDIDATES = st.lists(
    st.builds(
        made,
        st.text("甲乙丙丁", min_size=1, max_size=4),
        st.floats(0, 50),
        st.sampled_from(["水利局", "民政局", "教育局"]),
        st.sampled_from(["", "决算", "自评"]),
    ),
    max_size=12,
    unique_by=lambda one: one.doc_id,
)


@given(candidates=CANDIDATES)
def test_all_are_ranked_and_bureaus_take_turns(candidates):
    order = rank(candidates)
    assert sorted(c.candidate.doc_id for c in order) == sorted(c.doc_id for c in candidates)
    assert [c.candidate for c in order] == [c.candidate for c in rank(candidates[::-1])]
    assert all(before.turn <= after.turn for before, after in pairwise(order))
    for turn in range(len(order)):
        bureaus = [c.candidate.bureau for c in order if c.turn == turn]
        assert len(set(bureaus)) == len(bureaus)


@given(candidates=CANDIDATES)
def test_scores_for_the_server_fall_in_the_chosen_order(candidates):
    order = rank(candidates)
    texts = [SourceText(name, "x") for name in ("甲乙丙丁甲", *(c.doc_id for c in candidates))]
    scores = server_scores(order, texts)
    assert sorted(scores, key=lambda name: -scores[name])[: len(order)] == [
        c.candidate.doc_id for c in order
    ]
    assert scores["甲乙丙丁甲"] == 0


@given(st.text("甲乙丙丁1", max_size=60), st.text("甲乙丙丁1", max_size=60))
def test_resemblance_is_a_symmetric_share(one, other):
    ours, theirs = sketch(one), sketch(other)
    assert 0 <= resemblance(ours, theirs) == resemblance(theirs, ours) <= 1
    assert resemblance(ours, ours) == 1


def test_different_texts_hardly_resemble():
    assert (
        resemblance(sketch(REPORT), sketch("本年度共召开党组会议二十次，研究议题六十余个。")) < 0.1
    )


def test_disputes_count_by_half():
    assert Worth(3, 2, 1).score == 5.5


def test_worth_is_by_length(pipeline):
    once, thrice = worth_of(pipeline, REPORT), worth_of(pipeline, REPORT * 3)
    assert thrice.score == pytest.approx(once.score, rel=0.3)
    assert worth_of(pipeline, "").score == 0


@pytest.fixture
def batch(tmp_path):
    text, annotation = said("«甲局|ORG»支出«3万元|MONEY»。", doc_id="done")
    other, draft = said("«乙局|ORG»支出«5万元|MONEY»。", doc_id="open")
    made = Batch(tmp_path / "b")
    made.add_texts([text, other, replace(text, doc_id="new", text="丙局支出9万元。")])
    made.write("annotator-li", [annotation, replace(draft, status=Status.OPEN)])
    return made


def test_what_somebody_confirmed_is_not_offered_again(batch):
    assert [text.doc_id for text in waiting_texts(batch)] == ["open", "new"]


def test_the_order_is_a_file_of_the_batch(batch, pipeline):
    choices = choose(pipeline, waiting_texts(batch))
    path = write_order(batch, choices)
    assert path.parent == batch.path
    assert len(path.read_text("utf-8").splitlines()) == 2
    rows = order_rows(choices)
    assert [row["place"] for row in rows] == [1, 2]
    assert all(
        row["score"] == pytest.approx(row["tags"] + row["pairs"] + row["disputes"] / 2, abs=0.02)
        for row in rows
    )
    before = path.read_bytes()
    write_order(batch, choose(pipeline, waiting_texts(batch)))
    assert path.read_bytes() == before
