"""Which figure of a table is part of which: down its columns and along its rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from jixiao.tables.meaning import Meaning
from jixiao.tables.roles import POINTS, Role
from jixiao.types import Label

#: What does not add up to a total.
_NEVER_ADDED = re.compile(r"单价|价格|均价|[人户亩日月年]均|平均|率$|占比|比重|名次|排名|位次")


def wholes_of(found: tuple[Meaning, ...]) -> Iterator[tuple[int, int]]:
    """For each figure with a whole its number and that of the whole."""
    columns: dict[object, list[int]] = defaultdict(list)
    rows: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        # Points are added up over all that a form scores.
        points = one.column.role in POINTS
        key = one.column.role if points else (one.cell.column, one.cell.column_heads)
        columns[key].append(number)
        rows[one.cell.row].append(number)
    for numbers in columns.values():
        yield from _in_column(found, numbers)
    parts = dict(_in_row(found, rows))
    known = {part for numbers in columns.values() for part, _ in _in_column(found, numbers)}
    yield from ((part, whole) for part, whole in parts.items() if part not in known)


def _in_column(found: tuple[Meaning, ...], numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Parts under the row that they are part of, and top rows under the next total."""
    by_head = {found[n].row_heads[-1]: n for n in numbers if found[n].row_heads}
    totals = [n for n in numbers if found[n].total]
    leading = totals[:1] if totals and totals[0] == numbers[0] else []
    following = iter([*totals[len(leading) :], None])
    nearest = next(following)
    for n in numbers:
        heads = found[n].row_heads
        if nearest is not None and n >= nearest:
            nearest = next(following)
        inner = next((by_head[h] for h in reversed(heads[:-1]) if h in by_head), None)
        whole = inner if inner is not None else nearest
        if whole is None and leading and n != leading[0]:
            whole = leading[0]
        if whole is not None and whole != n and _may_be_part(found[n], found[whole]):
            yield n, whole


def _in_row(found: tuple[Meaning, ...], rows: Mapping[int, list[int]]) -> Iterator[tuple[int, int]]:
    """Parts beside their total: 基本支出 and 项目支出 right of 合计, or left of a last 小计."""
    for numbers in rows.values():
        for place, total in enumerate(numbers):
            if not found[total].column.total:
                continue
            under = found[total].cell.column_heads[:-1]
            parts = _beside(found, numbers[place + 1 :], total)
            if not parts and under:
                parts = _beside(found, numbers[:place][::-1], total)
            yield from ((part, total) for part in parts)


def _beside(found: tuple[Meaning, ...], numbers: Iterable[int], total: int) -> list[int]:
    """The parts of a total among the figures next to it; of a group with a 小计 that alone."""
    whole = found[total]
    depth = len(whole.cell.column_heads) - 1
    groups: dict[object, list[int]] = defaultdict(list)
    for number in numbers:
        heads = found[number].cell.column_heads
        outside = heads[:depth] != whole.cell.column_heads[:depth]
        if outside or len(heads) <= depth or found[number].row_heads != whole.row_heads:
            break
        if len(heads) == depth + 1 and found[number].column.total:
            break
        groups[heads[depth]].append(number)
    parts: list[int] = []
    for group in groups.values():
        totals = [n for n in group if found[n].column.total]
        parts += totals[:1] or group
    return [part for part in parts if _may_be_part(found[part], whole)]


def _may_be_part(part: Meaning, whole: Meaning) -> bool:
    """Whether the two are amounts of one kind and role."""
    if part.figure.label is not whole.figure.label or part.figure.label is Label.PERCENT:
        return False
    if _NEVER_ADDED.search(part.name) or _NEVER_ADDED.search(part.column.measure):
        return False
    roles = {part.column.role, whole.column.role}
    return len(roles) == 1 or Role.LEVEL in roles
