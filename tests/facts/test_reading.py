from jixiao.facts.layout import layout
from jixiao.facts.names import Grammar, place_of
from jixiao.facts.reading import Reading, in_order
from jixiao.facts.units import Units
from jixiao.types import Document, Label, Mention, Metadata, Span


def reading_of(text, mentions):
    document = Document("0" * 16, "t.txt", "txt", text)
    lines = layout(document, ())
    known = in_order(mentions)
    grammar, units = Grammar(place_of("衡阳市", ""), None), Units(document, lines)
    return Reading(lines, Metadata(), grammar, known, {m.id: m for m in known}, {}, {}, (), units)


def test_words_are_read_without_the_mentions_of_a_label(marked):
    text, mentions = marked("«2022年»DATE，«市科技局»ORG«2022年»DATE举办2022年活动")
    reading = reading_of(text, mentions)
    assert reading.words(0, len(text), {Label.DATE}) == "，市科技局举办2022年活动"
    assert reading.words(0, len(text), frozenset(Label)) == "，举办2022年活动"
    assert reading.words(0, len(text), ()) == text


def test_nested_mentions_are_left_out_once():
    text = "实施育苗工程计划，建成"
    outer = Mention("m1", 2, 8, Label.PROJECT, "育苗工程计划")
    inner = Mention("m2", 2, 6, Label.PROJECT, "育苗工程")
    assert reading_of(text, (outer, inner)).words(0, len(text), {Label.PROJECT}) == "实施，建成"


def test_mentions_within_a_span_lie_inside_it(marked):
    text, mentions = marked("«甲费»INDICATOR«2万元»MONEY，«乙费»INDICATOR")
    reading = reading_of(text, mentions)
    assert [m.text for m in reading.within(Span(0, 4))] == ["甲费"]
    assert [m.text for m in reading.within(Span(1, len(text)), Label.INDICATOR)] == ["乙费"]
