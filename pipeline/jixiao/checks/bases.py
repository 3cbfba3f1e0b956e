"""Changes on an earlier level whose own level stands elsewhere: 与上年的A相比减少C，下降P%."""

from collections.abc import Iterator

from jixiao.checks import cues, growth
from jixiao.checks.cues import Role
from jixiao.checks.figures import Figure, Index
from jixiao.checks.statements import statements
from jixiao.types import Check

_LEVELS = (Role.LEVEL, Role.ADDED)
_MEASURES = "量数额率值"


def find(index: Index) -> Iterator[Check]:
    """Rates of change on a stated base, where no level stands before the base as its own."""
    told = {figure.mention for statement in statements(index) for figure in statement.said}
    for group in index.by_sentence.values():
        for place, base in enumerate(group):
            if base.role is Role.BASE and base.usable and base.mention not in told:
                yield from _changes(group, place)


def _changes(group: tuple[Figure, ...], place: int) -> Iterator[Check]:
    base = group[place]
    following = group[place + 1 : place + 3]
    change = next((f for f in following[:1] if f.role is Role.CHANGE and f.like(base)), None)
    rates = following[1:] if change is not None else following[:1]
    rate = next((f for f in rates if f.role is Role.RATE and f.usable and f.sign), None)
    if rate is None or growth.loose(rate) or cues.residue(rate.lead):
        return
    if change is not None and change.usable and change.sign:
        yield growth.by_step(base, change, rate)
    elif change is None:
        levels = [level for level in group[:place] if _of_one_thing(level, base)]
        if len(levels) == 1:
            yield growth.by_base(levels[0], base, rate)


def _of_one_thing(level: Figure, base: Figure) -> bool:
    """Whether the words before the base name the level again: 投诉…，投诉量比上年的."""
    noun = cues.residue(cues.base_words(base.clause)).rstrip(_MEASURES)
    named = level.usable and level.role in _LEVELS and level.like(base)
    return named and len(noun) > 1 and noun in level.clause
