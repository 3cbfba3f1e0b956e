"""What goes into the real doccano comes out of it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.annotate.doccano.examples import delete_examples, list_examples
from jixiao.annotate.doccano.pull import pull
from jixiao.annotate.doccano.push import push
from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.annotations.records import (
    Annotation,
    Origin,
    RelationAnnotation,
    SourceText,
    SpanAnnotation,
)
from jixiao.resources import scheme

pytestmark = pytest.mark.doccano

AT = "2024-05-01T08:00:00Z"
# What files, parsers and pages are known to trip over, among plain words.
PLAIN = ("预", "算", "3.2万元", "{}", "\\u0041", "\\", '"', "<b>", "&amp;", "=1+1", "null", "NaN")
WIDE = ("𠮷", "😀", "👨\u200d👩\u200d👧", "e\u0301", "~{<:~}")
BLANK = (" ", "\u3000", "\t", "\r\n", "\n", "\r", "\x85", "\u2028", "\u2029", "\ufeff", "\u200b")
CONTROL = ("\x00", "\x01", "\x1b", "\x7f")
PIECES = st.sampled_from(PLAIN + WIDE + BLANK + CONTROL)
WILD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
TEXTS = st.lists(PIECES | WILD, min_size=1, max_size=14).map("".join)


@st.composite
def annotated(draw, number):
    """A text with flat spans and with relations that the scheme allows."""
    text = draw(TEXTS)
    name = f"text_{number}"
    cuts = draw(st.sets(st.integers(0, len(text)), max_size=12).map(sorted))
    labels = st.sampled_from([label.name for label in scheme().labels])
    spans = tuple(
        SpanAnnotation(start, end, draw(labels), text[start:end], "model:m", Origin.MACHINE, 0.25)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    possible = [
        RelationAnnotation(head.id, link.name, tail.id, "model:m", Origin.MACHINE)
        for link in scheme().relations
        for head in spans
        for tail in spans
        if head != tail and head.label in link.heads and tail.label in link.tails
    ]
    chosen = draw(st.sets(st.sampled_from(possible), max_size=6)) if possible else ()
    source = SourceText(name, text, draw(st.sampled_from(["", "某局总结", "null"])))
    return source, Annotation(
        name, source.sha256, "model:m", AT, spans=spans, relations=tuple(chosen)
    )


CASES = st.integers(1, 4).flatmap(lambda n: st.tuples(*(annotated(i) for i in range(n))))


def said(annotation):
    return set(annotation.spans), set(annotation.relations)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=CASES)
def test_push_then_pull_is_the_identity(cases, connection, project):
    texts = [text for text, _ in cases]
    sent = {annotation.doc_id: annotation for _, annotation in cases}
    with TemporaryDirectory() as folder:
        snapshot = Snapshot(Path(folder), project.layer)
        push(connection, project, sent, texts, snapshot)
        pulled = pull(connection, project, texts, snapshot.read(texts), {})
    there = {one.doc_id: one.text for one in list_examples(connection, project)}
    delete_examples(connection, project, [one.id for one in list_examples(connection, project)])
    assert pulled.issues == []
    assert there == {text.doc_id: text.text for text in texts}
    assert pulled.annotations.keys() == sent.keys()
    for doc_id, annotation in sent.items():
        assert said(pulled.annotations[doc_id]) == said(annotation)


@pytest.mark.parametrize(
    "odd", ["\x00", "\r\n", "\u2028", "\x85", "😀", "𠮷", "\ufeff", "~{", "  ", "\x1b$B"]
)
def test_odd_characters_come_back(odd, connection, project, tmp_path):
    text = f"{odd}拨付{odd}3万元{odd}"
    start = text.index("3")
    span = SpanAnnotation(start, start + 3, "MONEY", "3万元", "model:m", Origin.MACHINE)
    source = SourceText("odd", text)
    sent = {"odd": Annotation("odd", source.sha256, "model:m", AT, spans=(span,))}
    snapshot = Snapshot(tmp_path, project.layer)
    push(connection, project, sent, [source], snapshot)
    assert [one.text for one in list_examples(connection, project)] == [text]
    assert pull(connection, project, [source], snapshot.read([source]), {}).annotations == sent


def test_a_text_of_20000_characters_comes_back(connection, project, tmp_path):
    sentence = "𠮷安市2023年安排项目资金12.5万元，比上年增长8%。\r\n"
    text = (sentence * 1000)[:20_000]
    places = [i for i in range(len(text)) if text.startswith("12.5万元", i)]
    spans = tuple(
        SpanAnnotation(i, i + 6, "MONEY", "12.5万元", "model:m", Origin.MACHINE) for i in places
    )
    source = SourceText("long", text)
    sent = {"long": Annotation("long", source.sha256, "model:m", AT, spans=spans)}
    snapshot = Snapshot(tmp_path, project.layer)
    push(connection, project, sent, [source], snapshot)
    pulled = pull(connection, project, [source], snapshot.read([source]), {})
    assert len(text) == 20_000
    assert len(spans) > 500
    assert pulled.annotations == sent
