"""Facts that the words state without a relation: 持平, figures before their noun, 分别 lists."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.facts.changes import Told
from jixiao.facts.drafts import (
    Draft,
    Figure,
    draft,
    read_figure,
    with_change,
    with_figure,
    with_name,
    with_stage,
)
from jixiao.facts.naming import Name, money_name, name_of, noun_of, stage_at
from jixiao.facts.owners import owner
from jixiao.facts.reading import Reading
from jixiao.facts.roles import with_role
from jixiao.facts.subjects import elided, named, of_count
from jixiao.facts.turns import body_in_turn
from jixiao.types import How, Label, Mention, QuantityNorm, RelationLabel, Span

_FLAT = re.compile(
    r"(?P<name>[^，。；：,;:\n]*?)(?:与|同|和|较|比|跟)(?P<base>[^，。；,;\n]{2,10}?)(?:基本|大体|总体)?(?:相)?持平"
)
_LONGEST = 60
_ZERO = Figure(Decimal(0), None, None, "", "exact")
_NO_NAME = re.compile(r"^(?:其中|基本|也|均|都|总体|、|，|\s)*$")
_DURATION = frozenset(
    {
        "年",
        "月",
        "个月",
        "天",
        "日",
        "小时",
        "分钟",
        "周",
        "秒",
        "工作日",
        "季度",
        "方面",
        "届",
        "次",
    }
)
_NAMING = frozenset({Label.INDICATOR, Label.PROJECT})
_COUNTED_BY = frozenset(
    {RelationLabel.VALUE, RelationLabel.CHANGE, RelationLabel.SHARE, RelationLabel.RANK}
)


def flat_changes(reading: Reading) -> Iterator[Draft]:
    """A change of zero for every 与上年持平."""
    for found in _flat_words(reading):
        basis = _basis(found.group("base"))
        if basis is None:
            continue
        made = _flat(reading, Span(found.start(), found.end()), found.group("name").strip())
        if made:
            place = Span(found.start(), found.end())
            yield with_change(made, Told("flat", basis, How.STATED, place, place))


def _flat_words(reading: Reading) -> Iterator[re.Match[str]]:
    """Every 与…持平 with the words of its clause before it."""
    for word in re.finditer("持平", reading.text):
        start = max(reading.layout.clause(word.start()).start, word.start() - _LONGEST)
        found = _FLAT.fullmatch(reading.layout.flowing, start, word.end())
        if found:
            yield found


def _basis(base: str) -> str | None:
    if re.search(r"预算|计划", base):
        return "budget" if "预算" in base else "plan"
    if re.search(r"同期", base):
        return "yoy"
    return "prior_year" if re.search(r"上年|去年|上一年|20\d\d年", base) else None


def _flat(reading: Reading, place: Span, words: str) -> Draft | None:
    """The zero change of the indicator before the words, or of the noun that opens them."""
    sentence = reading.layout.sentence(place.start)
    indicators = reading.within(Span(sentence.start, place.end), Label.INDICATOR)
    own = [m for m in indicators if m.start >= place.start]
    if own or (indicators and _NO_NAME.match(words)):
        indicator = (own or indicators)[-1]
        name = name_of(reading, indicator)
        subject = owner(reading, indicator, indicator)
        said = _words(place, reading)
        spans = (*name.spans, said)
        made = with_name(draft(reading, "change", indicator, spans, subject), name)
        made = with_figure(made, reading, said, _ZERO)
        return with_stage(made, stage_at(reading, name, spans))
    if not 2 <= len(words) <= 20 or _NO_NAME.match(words):
        return None
    said = _words(place, reading)
    name = Name(words, None, (said,), How.STATED, Span(said.start, said.start + len(words)))
    made = draft(reading, "change", said, (said,), elided(reading, said))
    made = with_figure(with_name(made, name), reading, said, _ZERO)
    return with_stage(made, stage_at(reading, name, (said,)))


def _words(place: Span, reading: Reading) -> Mention:
    """The words as a mention, so that periods and evidence are read in one way."""
    text = place.of(reading.text)
    lead = len(text) - len(text.lstrip())
    return Mention("", place.start + lead, place.end, Label.INDICATOR, text.strip())


def counted_nouns(reading: Reading) -> Iterator[Draft]:
    """A measure for every figure that stands before the noun it counts."""
    for figure in reading.mentions:
        if figure.label != Label.QUANTITY or not _counts(reading, figure):
            continue
        name, value = noun_of(reading, figure), read_figure(figure)
        if name.text is None or value is None:
            continue
        made = draft(reading, "measure", figure, (figure,), of_count(reading, figure))
        made = with_figure(with_name(made, name), reading, figure, value)
        yield with_stage(made, stage_at(reading, name, (figure,)))


def money_in_turn(reading: Reading) -> Iterator[Draft]:
    """Money of a 分别 list (甲、乙分别投入A、B) that no relation ties to its body."""
    for money in reading.within(Span(0, len(reading.text)), Label.MONEY):
        figure, body = read_figure(money), body_in_turn(reading, money)
        tied = {relation.head for relation in reading.tails.get(money.id, ())}
        named_by = any(reading.by_id[head].label in _NAMING for head in tied)
        if figure is None or body is None or named_by or body.id in tied:
            continue
        name, spans = money_name(reading, money, body), (body, money)
        made = draft(reading, "funding", money, spans, named(reading, body))
        made = with_figure(with_name(made, name), reading, money, figure)
        yield with_role(reading, with_stage(made, stage_at(reading, name, spans)), money)


def _counts(reading: Reading, figure: Mention) -> bool:
    norm = figure.norm
    if not isinstance(norm, QuantityNorm) or norm.unit == "rank" or norm.unit in _DURATION:
        return False
    return not any(r.label in _COUNTED_BY for r in reading.tails.get(figure.id, ()))
