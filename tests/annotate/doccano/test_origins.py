"""What a person did, told from what was pushed; without a server."""

from dataclasses import replace

import pytest

from jixiao.annotate.doccano.origins import with_authors, with_origins
from jixiao.annotations.records import Comment, Origin, Status

AT = "2024-05-01T08:00:00Z"
LI = "person:li"


def by_li(parts):
    return [replace(part, by=LI, origin=Origin.ADDED, score=None) for part in parts]


def test_an_open_text_that_nobody_touched_is_as_it_was(annotation):
    spans, links = with_origins(
        annotation, by_li(annotation.spans), by_li(annotation.relations), Status.OPEN
    )
    assert (spans, links) == (annotation.spans, annotation.relations)


def test_what_a_program_made_is_accepted_where_a_person_confirmed(annotation):
    spans, links = with_origins(
        annotation, by_li(annotation.spans), by_li(annotation.relations), Status.CONFIRMED
    )
    assert {(one.origin, one.by) for one in (*spans, *links)} == {(Origin.ACCEPTED, LI)}


def test_what_another_person_made_stays_theirs(annotation):
    wang = [replace(one, by="person:wang", origin=Origin.ADDED) for one in annotation.spans]
    pushed = replace(annotation, spans=tuple(wang), relations=())
    spans, _ = with_origins(pushed, by_li(wang), (), Status.CONFIRMED)
    assert spans == tuple(wang)


@pytest.mark.parametrize("status", Status)
def test_a_moved_and_a_relabelled_span_are_changed(annotation, status):
    first, second, *rest = annotation.spans
    moved = replace(first, end=first.end - 1, surface=first.surface[:-1])
    other = replace(second, label="PERSON")
    spans, _ = with_origins(annotation, by_li([moved, other, *rest]), (), status)
    assert [one.origin for one in spans[:2]] == [Origin.CHANGED] * 2
    assert [one.by for one in spans[:2]] == [LI] * 2


def test_a_span_split_in_two_is_one_changed_and_one_added(annotation):
    (date, *_) = annotation.spans
    middle = date.start + 2
    left = replace(date, end=middle, surface=date.surface[:2])
    right = replace(date, start=middle, surface=date.surface[2:])
    spans, _ = with_origins(annotation, by_li([left, right]), (), Status.CONFIRMED)
    assert sorted(one.origin for one in spans) == [Origin.ADDED, Origin.CHANGED]


def test_a_relation_follows_its_moved_span_as_changed(annotation):
    by_surface = {span.surface: span for span in annotation.spans}
    org = by_surface["我局"]
    moved = replace(org, start=org.start + 1, surface="局")
    spans = [moved if span == org else span for span in annotation.spans]
    subject = next(one for one in annotation.relations if one.label == "SUBJECT")
    now = replace(subject, head=moved.id)
    _, links = with_origins(annotation, by_li(spans), by_li([now]), Status.CONFIRMED)
    assert [one.origin for one in links] == [Origin.CHANGED]


def test_a_relation_turned_round_is_changed_and_a_new_one_added(annotation):
    value = next(one for one in annotation.relations if one.label == "VALUE")
    turned = replace(value, head=value.tail, tail=value.head, label="CHANGE")
    new = replace(value, head=annotation.spans[1].id, tail=annotation.spans[4].id)
    _, links = with_origins(
        annotation, by_li(annotation.spans), by_li([turned, new]), Status.CONFIRMED
    )
    assert [one.origin for one in links] == [Origin.CHANGED, Origin.ADDED]


def test_a_comment_that_was_pushed_is_not_the_uploaders(annotation):
    ours = Comment("意见不同 ", "agent:a", AT)
    pushed = replace(annotation, comments=(ours,))
    later = [Comment("意见不同", "person:admin", AT), Comment("意见不同", LI, AT)]
    assert with_authors(pushed, later) == (ours, later[1])
