"""How deep each of a row of headings stands, from the way their numbers run."""

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.readers.numbering import Number, Style

_LOOK_AHEAD = 500
# A style may stand below itself (（一） under 3. under （一）) but once.
_MAX_REPEATS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A heading: its number if it has one, its block level if it has none.

    `empty` says that no text stands between it and the next heading.
    `top` marks headings that end everything before them (附件).
    """

    start: int
    number: Number | None
    level: int = 1
    empty: bool = False
    top: bool = False


@dataclass(slots=True)
class _Open:
    """A heading whose section is still open."""

    heading: Candidate
    depth: int

    @property
    def style(self) -> int | None:
        return self.heading.number.style if self.heading.number else None

    @property
    def ordinal(self) -> int:
        return self.heading.number.ordinal if self.heading.number else 0


def levels(headings: Sequence[Candidate]) -> list[int]:
    """The depth of each heading, from 1; a child is exactly one deeper than its parent.

    A number that follows an open one of its style (二、 after 一、) stands
    beside it. One that begins a new run (（一） under 3.) goes below the
    heading before it if that heading's own run goes on later, has no text of
    its own, or is of a style that usually stands higher. Jumps and repeats
    stand beside the last of their style.
    """
    found = []
    open_path: list[_Open] = []
    for i, heading in enumerate(headings):
        keep = _parent_count(headings, i, open_path)
        del open_path[keep:]
        open_path.append(_Open(heading, keep + 1))
        found.append(keep + 1)
    return found


def _parent_count(headings: Sequence[Candidate], i: int, path: list[_Open]) -> int:
    """How many of the open headings stay open above heading `i`."""
    heading = headings[i]
    if heading.top:
        return 0
    if heading.number is None:
        return _below_level(heading.level, path)
    if heading.number.style <= Style.SECTION:
        return _below_parts(heading.number, path)
    return _below_numbers(headings, i, heading.number, path)


def _below_numbers(headings: Sequence[Candidate], i: int, number: Number, path: list[_Open]) -> int:
    same = [k for k, above in enumerate(path) if above.style == number.style]
    following = [k for k in same if path[k].ordinal == number.ordinal - 1]
    if following:
        return following[-1]
    if number.ordinal == 1:
        return _new_run(headings, i, path, same)
    if same:
        behind = [k for k in same if path[k].ordinal < number.ordinal]
        return (behind or same)[-1]
    return _by_usual_depth(number, path)


def _below_level(level: int, path: list[_Open]) -> int:
    """Unnumbered headings close numbered ones and unnumbered ones of their level or deeper."""
    for k, above in enumerate(path):
        if above.style is not None or (above.heading.level >= level and not above.heading.top):
            return k
    return len(path)


def _below_parts(number: Number, path: list[_Open]) -> int:
    """Parts, chapters and their sections (第一节) close all but what is larger of their kind."""
    for k, above in enumerate(path):
        if not above.heading.top and (above.style is None or above.style >= number.style):
            return k
    return len(path)


def _new_run(headings: Sequence[Candidate], i: int, path: list[_Open], same: list[int]) -> int:
    number = headings[i].number
    if number is None or not path:
        return len(path)
    if same:
        below = len(path) - 1 > same[-1] and path[-1].heading.empty
        below = below or _outer_goes_on(headings, i, path[same[-1]].ordinal)
        return len(path) if below and len(same) < _MAX_REPEATS else same[-1]
    depth = len(path)
    while depth and _closes(headings, i, path[depth - 1]):
        depth -= 1
    return depth


def _closes(headings: Sequence[Candidate], i: int, above: _Open) -> bool:
    """Whether a first number ends the open heading `above` rather than standing under it."""
    number = headings[i].number
    if number is None or above.heading.number is None or above.heading.number.style < number.style:
        return False
    return not above.heading.empty and not _run_goes_on(headings, i, above)


def _run_goes_on(headings: Sequence[Candidate], i: int, above: _Open) -> bool:
    """Whether the run of `above` counts on after heading `i` before it begins anew."""
    for later in headings[i + 1 : i + 1 + _LOOK_AHEAD]:
        if later.top or later.number is None:
            return False
        if later.number.style == above.style:
            return later.number.ordinal == above.ordinal + 1
    return False


def _outer_goes_on(headings: Sequence[Candidate], i: int, outer: int) -> bool:
    """Whether after the run that begins at `i` the number after `outer` comes again."""
    first = headings[i].number
    expected = 2
    for later in headings[i + 1 : i + 1 + _LOOK_AHEAD]:
        if later.top or later.number is None or first is None:
            return False
        if later.number.style != first.style:
            continue
        if later.number.ordinal == expected:
            expected += 1
        else:
            return later.number.ordinal == outer + 1
    return False


def _by_usual_depth(number: Number, path: list[_Open]) -> int:
    """Under the deepest open heading whose style usually stands higher."""
    higher = [
        k
        for k, above in enumerate(path)
        if above.heading.number is None or above.heading.number.style < number.style
    ]
    return higher[-1] + 1 if higher else 0
