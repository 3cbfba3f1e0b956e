"""Lists of parts under a whole: 其中, 分别为, 包括, a colon, a bracket, a shared head noun."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.checks.approx import total
from jixiao.checks.by_kind import breaks_down, broken_down
from jixiao.checks.cues import LEVELS, Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.statements import Statement, same_thing, statements
from jixiao.types import Span
from jixiao.values.numerals import read_number

_AMONG = re.compile(r"其中")
_RATED = re.compile(r"均|每|时速|单价|最[大高长低小多]")
_JOINED = re.compile(r"[、，,；;]|和|及|以及|[，,]?其中")
_NESTED = re.compile(r"其中|[，,（(]\s*(?:含|包括)")
_EXHAUSTIVE = re.compile(r"^[^；;]*(?:分别(?:为|是)|构成|组成|包括|[：:].)")
_COMPOSED = re.compile(r"(?:组成|构成|分为)[^，,。；;]{0,4}[：:，,]|构成如下[：:]")
#: What 共 says was done with all the parts: 分别投入A、B，共投入C.
TOTAL_VERBS = "投入|支出|安排|落实|发放|拨付|完成|投资|兑现|补助|收取|争取"
_TOTAL_AFTER = re.compile(
    r"(?:合计|共计|总计|小计|总额|总数|总人数|总量)(?:为|达|达到)?$|^[，,、；;]?共(?:计)?$"
    rf"|^共计?(?:{TOTAL_VERBS})$"
)
_TOTAL_FIRST = re.compile(r"(?:合计|共计|总计)")
_COUNTED_PARTS = re.compile(
    r"(?P<count>[两二三四五六七八九十])[\u4e00-\u9fff]{1,3}?(?:合计|共计|总计|共)"
)
_OF_WHOLE = re.compile(r"^(?P<whole>[^，,。；;：:]{2,30})中[，,：:]")
_BRACKET = re.compile(r"\s*[（(]")
_ITEM = re.compile(
    r"[（(](?P<round>[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|(?P<cn>[一二三四五六七八九十]{1,3})、"
    r"|(?P<arabic>\d{1,2})[.．、](?!\d)"
)
_ALTERNATIVE = re.compile(r"以上|以下|以内|超过")


@dataclass(frozen=True)
class Tree:
    """A whole and the parts listed under it.

    `cue` is among (其中), list (分别为, 包括, a colon), head (no cue, but the
    parts end with the name of the whole), items (a numbered list), composed
    (由…组成) or after (the total stands behind). `ended` says that the list was read to its end.
    `count` is how many parts the words before a total say there are (两项合计).
    """

    whole: Figure
    parts: tuple[Figure, ...]
    cue: str
    ended: bool
    count: int | None = None


def trees(index: Index) -> tuple[Tree, ...]:
    """Every whole of the report with the list of parts that follows it."""
    return index.once(_trees)


def _trees(index: Index) -> Iterator[Tree]:
    for statement in statements(index):
        if statement.level.is_amount and not _rated(statement.level):
            tree = _within(index, statement) or _next_sentence(index, statement)
            if tree is not None and tree.parts:
                yield tree
    yield from _of_named_wholes(index)
    yield from _composed(index)
    yield from _by_kinds(index)


def _within(index: Index, statement: Statement) -> Tree | None:
    whole = statement.level
    rest = _rest(index, statement)
    cue = _cue(whole, rest[0], index) if rest else None
    if cue is None:
        return None
    parts, ended = _collect(whole, rest, cue)
    own = _own(index, statement, parts)
    return Tree(whole, own, cue, ended or len(own) < len(parts))


def _own(index: Index, statement: Statement, parts: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The parts before the first sibling of the whole.

    A sibling stands behind a semicolon and has its share of something larger
    as the whole has, while the parts have none, or follows a list that is full.
    """
    whole = statement.level
    inner = [part for part in parts if part.segment == whole.segment]
    shared = bool(statement.of(Role.SHARE)) and not any(_shared(index, part) for part in inner)
    for place, part in enumerate(parts):
        if part.segment == whole.segment:
            continue
        listed = total([figure.approx for figure in parts[:place]])
        full = place > 1 and listed.value == whole.approx.value
        if full or (shared and _shared(index, part)):
            return parts[:place]
    return parts


def _shared(index: Index, part: Figure) -> bool:
    """Whether the figure behind an amount is its share (占P%)."""
    group = index.by_sentence[part.sentence]
    return any(f.role is Role.SHARE for f in group[group.index(part) + 1 :][:1])


def _rest(index: Index, statement: Statement) -> list[Figure]:
    group = index.by_sentence[statement.level.sentence]
    following = group[group.index(statement.level) + 1 :]
    said = {figure.mention for figure in statement.said}
    return [figure for figure in following if figure.mention not in said]


def _cue(whole: Figure, first: Figure, index: Index) -> str | None:
    gap = index.text[whole.place.end : first.start]
    if not first.like(whole) or first.role not in LEVELS:
        return None
    if _AMONG.search(gap):
        return "among"
    if breaks_down(first):
        return None
    if _EXHAUSTIVE.search(first.lead):
        return "list"
    if first.depth > whole.depth and _BRACKET.match(gap):
        return "bracket"
    longer = len(first.name) > len(whole.name) > 1 and first.name.endswith(whole.name)
    return "head" if longer and first.scope.words >= whole.scope.words else None


def _collect(whole: Figure, rest: list[Figure], cue: str) -> tuple[tuple[Figure, ...], bool]:
    """The parts in order, and whether the list was read to its own end."""
    parts: list[Figure] = []
    nested_from: int | None = None
    for figure in rest:
        if figure.depth < rest[0].depth:
            return tuple(parts), True
        if figure.depth > rest[0].depth or figure.role not in LEVELS:
            continue
        if parts and _NESTED.search(figure.lead):
            nested_from = figure.segment
        if nested_from is not None and figure.segment == nested_from:
            continue
        nested_from = None
        if parts and (_TOTAL_AFTER.search(figure.clause) or breaks_down(figure)):
            return tuple(parts), True
        if not figure.usable or not figure.like(whole) or _rated(figure):
            return tuple(parts), False
        if cue == "head" and figure.name[-1:] not in whole.name:
            return tuple(parts), True
        parts.append(figure)
    return tuple(parts), True


def _next_sentence(index: Index, statement: Statement) -> Tree | None:
    """The parts in a sentence of its own that begins with 其中, or in numbered items."""
    whole = statement.level
    rest = [f for f in _rest(index, statement) if f.depth == whole.depth and f.like(whole)]
    number = whole.sentence + 1
    if rest or whole.depth or number >= len(index.sentences):
        return None
    tail = index.text[whole.place.end : index.sentence_of(whole).end]
    after = index.sentences[number].of(index.text)
    if _AMONG.match(after):
        group = list(index.by_sentence.get(number, ()))
        if group and group[0].like(whole) and group[0].role in LEVELS:
            parts, ended = _collect(whole, group, "among")
            return Tree(whole, parts, "among", ended)
        tail, number = after, number + 1
    if re.search(r"[：:]$", tail):
        return Tree(whole, _items(index, whole, number), "items", True)
    return None


def _items(index: Index, whole: Figure, number: int) -> tuple[Figure, ...]:
    """The first amount of each item of the numbered list that begins at a sentence."""
    parts: list[Figure] = []
    style, expected = "", 1
    for place in range(number, len(index.sentences)):
        marker = _marker(index.text, index.sentences[place])
        if marker is None:
            if not parts:
                break
            continue
        if style and marker[0] != style:
            continue
        if marker[1] != expected:
            break
        style, expected = marker[0], expected + 1
        first = next(iter(index.by_sentence.get(place, ())), None)
        if first is None or not (first.usable and first.like(whole) and first.role in LEVELS):
            return ()
        parts.append(first)
    return tuple(parts)


def _marker(text: str, sentence: Span) -> tuple[str, int] | None:
    found = _ITEM.match(text, sentence.start)
    if found is None:
        return None
    style = found.lastgroup or ""
    return style, int(read_number(found[style]) or 0)


def _of_named_wholes(index: Index) -> Iterator[Tree]:
    """财政拨款支出预算中，…: the whole is named again in front of its parts."""
    for number, group in index.by_sentence.items():
        found = _OF_WHOLE.match("".join(index.sentences[number].of(index.text).split()))
        whole = _recalled(index, number, found["whole"]) if found else None
        if whole is not None and group[0].like(whole) and group[0].role in LEVELS:
            parts, ended = _collect(whole, list(group), "among")
            if parts:
                yield Tree(whole, parts, "among", ended)


def _composed(index: Index) -> Iterator[Tree]:
    """资金由五部分组成：…: the whole is one of the amounts of the sentence before.

    It is the one whose name the first share repeats (占计划总投资的), else
    the only one there is.
    """
    for number, group in index.by_sentence.items():
        first = group[0]
        if not (_COMPOSED.search(first.lead) and first.role in LEVELS and first.usable):
            continue
        before = [
            figure
            for figure in index.by_sentence.get(number - 1, ())
            if figure.usable and figure.role is Role.LEVEL and figure.like(first)
        ]
        named = [f for f in before if f.name and any(f.name in g.clause for g in group)]
        wholes = named or before
        if len(wholes) == 1:
            parts, ended = _collect(wholes[0], list(group), "composed")
            yield Tree(wholes[0], parts, "composed", ended)


def _recalled(index: Index, number: int, name: str) -> Figure | None:
    before = index.by_sentence.get(number - 1, ())
    fitting = [f for f in before if f.usable and f.role is Role.LEVEL and f.name]
    return next((f for f in reversed(fitting) if same_thing(name, f.name)), None)


def _by_kinds(index: Index) -> Iterator[Tree]:
    """全年落实资金A。按来源分，…；按用途分，…: one whole and its lists by kinds.

    The whole is the one amount of its kind that stands before the first list,
    in the sentence or the one before.
    """
    for kinds in broken_down(index):
        first = kinds[0]
        group = index.by_sentence[first.sentence]
        opening = next(figure for figure in group if breaks_down(figure))
        before = [f for f in group[: group.index(opening)] if not f.depth and f.like(first)]
        if not before:
            near = index.by_sentence.get(first.sentence - 1, ())
            before = [figure for figure in near if not figure.depth and figure.like(first)]
        levels = [figure for figure in before if figure.role in LEVELS]
        if len(before) == len(levels) == 1 and levels[0].usable:
            yield Tree(levels[0], kinds, "kinds", ended=True)


def _rated(figure: Figure) -> bool:
    """Whether a figure is an average, a rate or an extreme, which does not add up."""
    return bool(_RATED.search(re.split(r"[；;，,、]", figure.lead)[-1]))


def threshold(figure: Figure) -> bool:
    """Whether a part is cut out by a limit (亿元以上项目) and may overlap with others."""
    return bool(_ALTERNATIVE.search(figure.name + figure.clause))


def totals_after(index: Index) -> Iterator[Tree]:
    """Totals that follow their parts: A 10万元、B 20万元，合计30万元."""
    for group in index.by_sentence.values():
        for position, whole in enumerate(group):
            if whole.usable and position >= 2 and _TOTAL_AFTER.search(whole.clause):
                yield from _before_total(whole, list(group[:position]))


def _before_total(whole: Figure, before: list[Figure]) -> Iterator[Tree]:
    said = _COUNTED_PARTS.search(whole.clause)
    count = int(read_number(said["count"]) or 0) if said else None
    if _counts_parts(before[-1], whole):
        count = int(before.pop().approx.value)
    parts: list[Figure] = []
    for figure in reversed(before):
        if figure.role not in LEVELS or not figure.like(whole) or not figure.usable:
            break
        if figure.depth != whole.depth:
            break
        parts.insert(0, figure)
        if not _JOINED.match(figure.lead):
            break
    if len(parts) >= 2:
        yield Tree(whole, tuple(parts), "after", len(parts) == len(before), count)


def _counts_parts(figure: Figure, whole: Figure) -> bool:
    """Whether a figure is the 两项 of 两项合计."""
    counted = figure.usable and figure.family == "count" and not figure.like(whole)
    return counted and bool(_TOTAL_FIRST.match(whole.lead))
