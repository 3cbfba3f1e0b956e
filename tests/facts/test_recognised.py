from jixiao.facts.recognised import as_recognised
from jixiao.types import Box, Document, Fact, Label, Mention, Span

TEXT = "公务接待费3.5万元，获评先进单位"
MENTIONS = {
    "m1": Mention("m1", 0, 5, Label.INDICATOR, TEXT[:5]),
    "m2": Mention("m2", 5, 10, Label.MONEY, TEXT[5:10]),
    "m3": Mention("m3", 13, 17, Label.AWARD, TEXT[13:17]),
}


def document(*scores):
    places = [(0, 5), (5, 8), (8, 10), (11, 17)]
    boxes = [Box(*p, 1, 0, 0, 1, 1, s) for p, s in zip(places, scores, strict=True)]
    return Document("d", "s", "pdf", TEXT, boxes=tuple(boxes))


def measure(confidence):
    place = Span(0, 10)
    return Fact("f1", "measure", place, name_span="m1", value_span="m2", confidence=confidence)


def test_a_fact_is_as_sure_as_the_characters_of_its_figure():
    (fact,) = as_recognised([measure(0.8)], document(0.2, 0.5, 0.9, 1.0), MENTIONS)
    assert fact.confidence == 0.4


def test_an_honour_is_as_sure_as_the_characters_of_its_name():
    honour = Fact("f1", "award", Span(11, 17), name_span="m3", confidence=0.9)
    (fact,) = as_recognised([honour], document(1.0, 1.0, 1.0, 0.7), MENTIONS)
    assert fact.confidence == 0.63


def test_a_text_layer_leaves_facts_as_they_are():
    fact = measure(0.8)
    assert as_recognised([fact], Document("d", "s", "txt", TEXT), MENTIONS) == (fact,)
    assert as_recognised([fact], document(0.3, 1.0, 1.0, 0.1), MENTIONS) == (fact,)
