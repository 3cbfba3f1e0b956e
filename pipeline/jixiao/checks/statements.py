"""A level with the changes, rates and shares that a report states of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.checks import cues
from jixiao.checks.cues import PRIOR_YEAR, Role
from jixiao.checks.figures import Figure, Index

_SAID_OF = (Role.CHANGE, Role.RATE, Role.SHARE, Role.COMPLETION, Role.BASE, Role.PLAN)
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_PRIOR_WORDS = re.compile(r"上年|去年|上一年")
_DISTRIBUTED = re.compile(r"分别")


@dataclass(frozen=True)
class Statement:
    """A level and the figures said of it in the same sentence, in order."""

    level: Figure
    said: tuple[Figure, ...]

    def of(self, role: Role) -> tuple[Figure, ...]:
        """The usable figures in one role."""
        return tuple(f for f in self.said if f.role is role and f.usable)

    def base_before(self, figure: Figure) -> Figure | None:
        """The earlier level (比上年的A) that stands before a change or rate, if one does."""
        bases = [b for b in self.of(Role.BASE) if b.start < figure.start and b.like(self.level)]
        return bases[-1] if bases else None


def statements(index: Index) -> tuple[Statement, ...]:
    """Every usable level of the report with what is said of it.

    Levels in a 分别 list are left out: which figure goes with which is not
    told by their order alone.
    """
    return index.once(_statements)


def _statements(index: Index) -> Iterator[Statement]:
    for group in index.by_sentence.values():
        for position, level in enumerate(group):
            if level.role in (Role.LEVEL, Role.ADDED) and level.usable:
                said = _said_of(level, group[position + 1 :])
                if not any(_DISTRIBUTED.search(f.clause) for f in (level, *said)):
                    yield Statement(level, said)


def _said_of(level: Figure, following: tuple[Figure, ...]) -> tuple[Figure, ...]:
    said: list[Figure] = []
    for figure in following:
        if figure.depth > level.depth:
            continue
        if figure.depth < level.depth or not (
            figure.role is Role.RANK or (figure.role in _SAID_OF and about(figure, level))
        ):
            break
        said.append(figure)
    return tuple(said)


def about(figure: Figure, level: Figure) -> bool:
    """Whether the words before `figure` bring up nothing but `level` again."""
    rest = cues.residue(_before_predicate(figure))
    return not rest or (len(rest) >= 2 and same_thing(rest, level.name))


def _before_predicate(figure: Figure) -> str:
    if figure.role is Role.SHARE:
        return figure.lead[: figure.lead.rfind("占")]
    if figure.role in (Role.COMPLETION, Role.PLAN):
        return re.split(r"完成|达|为|占", figure.lead)[0]
    if figure.role is Role.BASE:
        return cues.base_words(figure.lead)
    return figure.lead


def same_thing(left: str, right: str) -> bool:
    """Whether two names are one, or one ends with the other."""
    return bool(left and right) and (left == right or left.endswith(right) or right.endswith(left))


def base_of(statement: Statement, basis: str | None, group: tuple[Figure, ...]) -> Figure | None:
    """The stated level of the year or plan that `basis` names, in the same sentence.

    The words directly before the candidate must name the basis: 上年 for the
    year before, the year itself, or the plan (年初预算).
    """
    level = statement.level
    if basis is None:
        return None
    found = [
        figure
        for figure in group
        if figure is not level
        and figure.usable
        and figure.role is Role.LEVEL
        and figure.like(level)
        and figure.depth == level.depth
        and _names(figure, basis, level)
    ]
    return found[0] if len(found) == 1 else None


def _names(figure: Figure, basis: str, level: Figure) -> bool:
    if basis == PRIOR_YEAR:
        said_prior = bool(_PRIOR_WORDS.search(figure.clause))
        year = _YEAR.search(figure.clause)
        earlier = bool(year and level.year and int(year.group(1)) == level.year - 1)
        return (said_prior or earlier) and _compatible(figure, level)
    year = _YEAR.search(basis)
    noun = _plain(_YEAR.sub("", basis))
    if (year and year.group(1) not in figure.clause) or not (year or noun):
        return False
    return _plain(figure.clause).endswith(noun) if noun else _compatible(figure, level)


def _plain(words: str) -> str:
    return re.sub(r"[的数额为是]", "", words)


def _compatible(base: Figure, level: Figure) -> bool:
    """Whether a base of the same name, or a bare one (上年为) of a bare level, fits."""
    rest = cues.residue(base.clause)
    if not rest:
        return not cues.residue(level.clause)
    return same_thing(rest, level.name) or same_thing(base.name, level.name)
