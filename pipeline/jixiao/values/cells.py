"""Numbers in the cells of tables: which of them are amounts of money."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jixiao.values.tables import NO_MONEY_HEADS

# Any unit that a caption gives; only one of money makes amounts of bare numbers.
_CAPTION = re.compile(r"单\s?位\s*[:为]\s*(?:人民币)?\s*(?P<unit>[^\s)\]】，。;、]{1,8})")
_HEAD_UNIT = re.compile(r"\(\s*([十百千万亿]*元)\s*\)(?=\t|$)")
_NO_MONEY = re.compile(NO_MONEY_HEADS)
_MONEY_UNIT = re.compile("[十百千万亿]*元(?:人民币)?$")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_PRINTED = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|[0-9]+\.[0-9]{2})")


@dataclass(slots=True)
class _Table:
    """What the lines read so far say of the numbers below them."""

    money: bool = False
    heads: tuple[tuple[str, ...], ...] = ()


def amounts(plain: str, cells: Iterable[tuple[int, int]]) -> set[int]:
    """Starts of those of the `cells` (start, end, in order) that are amounts of money.

    Under a caption of a money unit a number is an amount if the head of its
    column and the name of its row allow it: shares, codes, counts and years are
    none. Where columns cannot be told, because empty cells left no trace, only
    numbers printed as accounts print them (12.50, 1,234) count, and no number
    of a table with a column of shares. Without a caption only 1,234.50 does.
    """
    found = set()
    lines = _lines(plain)
    table, (first, last), row = _Table(), (0, -1), ""
    for start, end in cells:
        while start > last:
            _read_heads(table, row)
            first, last, row = next(lines)
            _read_caption(table, row)
        if _is_amount(table, row, start - first, plain[start:end]):
            found.add(start)
    return found


def _lines(plain: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for line in plain.split("\n"):
        yield start, start + len(line), line
        start += len(line) + 1


def _read_caption(table: _Table, line: str) -> None:
    """A caption opens a table."""
    caption = _CAPTION.search(line)
    if caption:
        table.money = bool(_MONEY_UNIT.match(caption["unit"]))
        table.heads = ()


def _read_heads(table: _Table, line: str) -> None:
    """Rows without numbers are heads; 预算数（万元） gives the unit too."""
    row = tuple(cell.strip() for cell in line.split("\t"))
    if len(row) == 1 or any(_NUMBER.fullmatch(cell) for cell in row):
        return
    table.heads += (row,)
    units = set(_HEAD_UNIT.findall(line))
    table.money = len(units) == 1 or (table.money and not units)


def _is_amount(table: _Table, line: str, offset: int, number: str) -> bool:
    if "," in number and "." in number:
        return True
    if not table.money or "%" in line.split("\t", maxsplit=1)[0]:
        return False
    row = line.split("\t")
    if len(row) == 1:
        return bool(_PRINTED.fullmatch(number))
    if _NO_MONEY.search(row[0]):
        return False
    column = line.count("\t", 0, offset)
    aligned = [heads for heads in table.heads if len(heads) == len(row)]
    if aligned:
        return column > 0 and not any(_NO_MONEY.search(heads[column]) for heads in aligned)
    shares = any(_NO_MONEY.search(head) for heads in table.heads for head in heads[1:])
    return bool(_PRINTED.fullmatch(number)) and not shares
