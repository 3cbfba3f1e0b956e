from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.facts import build
from jixiao.facts.confidence import confidence
from jixiao.facts.names import Grammar, place_of
from jixiao.types import (
    Document,
    Evidenced,
    Label,
    Mention,
    Metadata,
    Quote,
    Relation,
    RelationLabel,
)

NAMES = ("我局", "市委", "该公司", "甲公司", "全市产值", "总数", "预算", "省先进单位", "惠农工程")
FIGURES = ("5万元", "3%", "2个", "第4", "2022年", "上年", "若干", "《通知》", "李四")
GLUE = ("与", "持平", "比", "增长", "减少", "占", "完成", "列全省", "获评", "举办", "企业", "分别")
WORDS = (*NAMES, *FIGURES, *GLUE, *"，。；：（）、\n")


@st.composite
def documents(draw):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
    starts = [len("".join(words[:i])) for i in range(len(words))]
    text = "".join(words)
    chosen = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    mentions = tuple(
        Mention(
            f"m{i}", start, start + len(word), draw(st.sampled_from(list(Label))), word, score=0.9
        )
        for i, (word, start, take) in enumerate(zip(words, starts, chosen, strict=True))
        if take
    )
    ids = st.sampled_from([*(m.id for m in mentions), "ghost"])
    labels = st.sampled_from(list(RelationLabel))
    relations = draw(st.lists(st.builds(Relation, ids, labels, ids, st.just(0.8)), max_size=15))
    return Document("0" * 16, "t.txt", "txt", text), mentions, tuple(relations)


METADATA = Metadata(
    issuer=Evidenced("衡阳市科学技术局", Quote("衡阳市科学技术局", 0, 8)),
    region=Evidenced("衡阳市", Quote("衡阳市", 0, 3)),
    year=Evidenced("2022", Quote("2022", 0, 4)),
)


@settings(max_examples=150, deadline=None)
@given(documents())
def test_any_mentions_and_relations_give_facts_in_the_text(parts):
    document, mentions, relations = parts
    result = build(document, (), METADATA, mentions, relations)
    assert [m.id for m in result.mentions] == [m.id for m in mentions]
    spans = {m.id: m for m in mentions}
    assert [f.fact_id for f in result.facts] == [f"f{n}" for n in range(1, len(result.facts) + 1)]
    for fact in result.facts:
        assert 0 <= fact.evidence.start < fact.evidence.end <= len(document.text)
        assert 0 <= fact.confidence <= 1
        for name in (fact.value_span, fact.name_span):
            if name:
                assert fact.evidence.start <= spans[name].start
                assert spans[name].end <= fact.evidence.end
        assert fact.subject_span is None or fact.subject_span in spans
        assert {ground.field for ground in fact.grounds} == _told(fact)
        for ground in fact.grounds:
            assert (ground.start is None) == (ground.end is None)
            assert ground.start is None or document.text[ground.start : ground.end]
        others = {other.fact_id for other in result.facts} - {fact.fact_id}
        assert {fact.repeats, fact.part_of} <= {None, *others}


def _told(fact):
    fields = ("subject", "name", "unit", "direction", "basis", "stage", "conferrer", "level")
    more = ("grade", "role", "vintage", "part_of")
    told = {field for field in (*fields, *more) if getattr(fact, field) is not None}
    figure, period = (fact.value, fact.low, fact.high), (fact.period_start, fact.period_end)
    told |= {"value"} if any(v is not None for v in figure) else set()
    return told | ({"period"} if any(day is not None for day in period) else set())


@settings(max_examples=60, deadline=None)
@given(documents(), st.randoms())
def test_order_of_input_does_not_matter(parts, random):
    document, mentions, relations = parts
    shuffled_mentions, shuffled = list(mentions), list(relations)
    random.shuffle(shuffled_mentions)
    random.shuffle(shuffled)
    first = build(document, (), METADATA, mentions, relations)
    second = build(document, (), METADATA, shuffled_mentions, shuffled)
    assert first.facts == second.facts
    assert first.entities == second.entities


def test_relation_to_nothing_is_an_issue():
    mention = Mention("m1", 0, 2, Label.INDICATOR, "产值")
    relation = Relation("m1", RelationLabel.VALUE, "m9")
    document = Document("0" * 16, "t.txt", "txt", "产值5万元")
    result = build(document, (), Metadata(), (mention,), (relation,))
    (issue,) = result.issues
    assert (issue.stage, issue.code) == ("facts", "dangling_relation")


def test_the_same_statement_is_told_once(read):
    result = read(
        "«产值»INDICATOR«5万元»MONEY。",
        "VALUE 产值 5万元",
        "VALUE 产值 5万元",
    )
    assert len(result.facts) == 1


def test_a_body_makes_no_fact_less_sure():
    mentions = (
        Mention("m1", 0, 3, Label.ORG, "市农场", score=0.3),
        Mention("m2", 3, 5, Label.INDICATOR, "产值", score=0.5),
        Mention("m3", 5, 8, Label.MONEY, "5万元", score=0.8),
    )
    relations = (
        Relation("m1", RelationLabel.SUBJECT, "m2", score=0.2),
        Relation("m2", RelationLabel.VALUE, "m3", score=0.9),
    )
    document = Document("0" * 16, "t.txt", "txt", "市农场产值5万元")
    (fact,) = build(document, (), Metadata(), mentions, relations).facts
    assert fact.confidence == confidence(0.5 * 0.8 * 0.9, "产值")


def test_empty_report():
    result = build(Document("0" * 16, "t.txt", "txt", ""), (), Metadata(), (), ())
    assert (result.facts, result.entities, result.issues) == ((), (), ())


def test_flat_change_is_zero(read):
    result = read(
        "«出国费»INDICATOR«0万元»MONEY，与«上年»DATE持平。",
        "VALUE 出国费 0万元",
    )
    change = next(f for f in result.facts if f.kind == "change")
    assert (change.value, change.direction, change.basis) == (0, "flat", "prior_year")
    assert (change.name, change.unit, change.value_span) == ("出国费", None, None)


def test_flat_change_of_words_without_mention(read):
    (fact,) = read("会议费预算与«上年»DATE持平。").facts
    assert (fact.name, fact.direction, fact.stage) == ("会议费预算", "flat", "budget")


def test_grammar_of_an_unknown_region():
    assert Grammar(place_of(None, "")).expand("市财政局") == "市财政局"
