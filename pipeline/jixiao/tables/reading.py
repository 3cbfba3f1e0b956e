"""What the figures of a table mean: what each is called, its role, and what it is part of."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from jixiao.tables.figures import cell_figure
from jixiao.tables.meaning import Meaning, TableFigures
from jixiao.tables.model import Table, TableCell
from jixiao.tables.names import CaptionWords, bare, caption_words, is_bare_total, is_function_code
from jixiao.tables.naming import Naming
from jixiao.tables.roles import ColumnWords, Role, column_words
from jixiao.tables.wholes import wholes_of
from jixiao.tables.words import compact, is_total
from jixiao.types import Label, Span

#: Figures of one report that are read; a sheet of a million cells is data, no report.
MOST_FIGURES = 20_000
_SHORTEST_NAME = 2
_AMONG = re.compile(r"\s*其\s*中")
_NOTHING = CaptionWords("", "", None)
_BASES = {Role.EXECUTION: "budget", Role.SCORE_RATE: "满分"}
_BUDGETS = {Role.BUDGET, Role.INITIAL, Role.ADJUSTED}
_AGAINST = re.compile(r"(?:比|较|与)?((?:年初|全年)?预算|计划|上年|去年|同期|同比)")
#: Heads of columns that name bodies, and of those that name who carries out a row.
_BODIES = re.compile(
    r"(?:.*(?:单位|部门|地区|区域|县|市|区|乡镇|街道|镇街|园区|机构))(?:\(.*\))?(?:名称)?"
)
_DOER = re.compile(r"(?:承担|实施|使用|建设|项目|预算|执行|责任)?单位(?:名称)?")
#: The row of a project's form that has all its money.
_ALL_MONEY = re.compile(r"(?:年度)?(?:项目)?(?:资金|预算)?(?:总额|合计|总计)")
_PROJECTS = re.compile(r".*(?:项目|专项|工程|资金)名称")
#: What no single body is: 各县市区, 局属单位.
_SEVERAL = re.compile(r"各|等|其他|所属|局属|、")


def figures_of(
    text: str, tables: Sequence[Table], most: int = MOST_FIGURES
) -> tuple[TableFigures, ...]:
    """The figures of the tables of `text`, with what each means, for each table.

    Offsets are code points. Cells of words, codes, running numbers and numbers
    that nothing names give none. No more than `most` cells are read.
    """
    read = []
    for table in tables:
        body = [cell for cell in table.cells if not (cell.head or cell.serial)]
        read.append(_figures(text, table, body[:most], max(0, len(body) - most)))
        most = max(0, most - len(body))
    return tuple(read)


def _figures(text: str, table: Table, cells: Sequence[TableCell], left_out: int) -> TableFigures:
    reader = _Reader(text, table)
    read = [meaning for cell in cells if (meaning := reader.meaning(cell))]
    said = Counter(map(reader.heads, read))
    # Two figures of one row under the same words: nothing tells them apart.
    found = tuple(meaning for meaning in read if said[reader.heads(meaning)] == 1)
    return TableFigures(table, found, dict(wholes_of(found)), left_out)


class _Reader:
    """A table while its figures are read; heads are read once each."""

    def __init__(self, text: str, table: Table) -> None:
        self.text = text
        self.place = table.caption
        self._cells = [c for c in table.cells if c.column_heads and not (c.head or c.serial)]
        caption = table.caption.of(text) if table.caption else ""
        self.caption = caption_words(caption) if caption else _NOTHING
        self._columns: dict[tuple[Span, ...], ColumnWords] = {}
        self._stubs = _stub_heads(text, table)
        self._doers = {
            cell.row: cell.place
            for cell in table.cells
            if cell.column_heads
            and _DOER.fullmatch(compact(cell.column_heads[-1].of(text)))
            and not _SEVERAL.search(cell.place.of(text))
        }
        self._form = {
            compact(cell.row_heads[-1].of(text)): cell.place
            for cell in table.cells
            if cell.row_heads and not (cell.column_heads or cell.head)
        }
        self._figured = Counter(cell.row for cell in table.cells if not (cell.head or cell.serial))

    def meaning(self, cell: TableCell) -> Meaning | None:
        """What a cell means, None for one that is no figure or that nothing names."""
        if not cell.column_heads and self._figured[cell.row] > 1:
            return None
        column = self._column(cell.column_heads)
        leaf = bare(self.text, cell.row_heads[-1]) if cell.row_heads else None
        row = compact(leaf.of(self.text)) if leaf else ""
        figure = cell_figure(self.text, cell.place, column, row, cell.unit)
        if figure is None:
            return None
        stub = self._stubs.get(cell.row_heads[-1], "") if cell.row_heads else ""
        account = any(is_function_code(compact(c.of(self.text))) for c in cell.row_codes[:1])
        is_body = bool(_BODIES.fullmatch(stub)) and not (is_total(row) or cell.row_codes)
        naming = Naming(self.text, cell, column, self.caption, leaf if not is_body else None)
        name, place = naming.name(account)
        project = bool(_PROJECTS.fullmatch(stub)) and not is_total(row)
        form = self._form.get("项目名称")
        if form is not None and figure.label is Label.MONEY and _ALL_MONEY.fullmatch(row):
            place, project = bare(self.text, form), True
            name = "".join(place.of(self.text).split())
        if len(name) < _SHORTEST_NAME or place is None:
            return None
        return Meaning(
            cell=cell,
            figure=figure,
            column=column,
            caption=self.caption,
            name=name,
            name_place=place,
            row_heads=cell.row_heads,
            caption_place=self.place,
            also=self._also(row),
            body=leaf if is_body else self._doers.get(cell.row, self._form.get("实施单位")),
            total=bool(row) and is_total(row),
            among=any(_AMONG.match(head.of(self.text)) for head in cell.row_heads),
            account=account,
            project=project,
            basis=self._basis(cell, column),
        )

    def heads(self, meaning: Meaning) -> tuple[object, ...]:
        """The row of a figure and the words over it."""
        words = tuple(compact(head.of(self.text)) for head in meaning.cell.column_heads)
        return (meaning.cell.row, meaning.row_heads, words)

    def _also(self, row: str) -> str | None:
        """The name of a total by the title: what that is about, or its money (财政拨款)."""
        if is_bare_total(row):
            return self.caption.subject or None
        fund = self.caption.fund
        return fund + row if fund and is_total(row) and fund not in row else None

    def _basis(self, cell: TableCell, column: ColumnWords) -> str | None:
        if column.role in _BASES:
            return _BASES[column.role]
        if column.role is Role.SHARE:
            return self.caption.subject or None
        if column.role not in {Role.CHANGE, Role.GROWTH} or column.said is None:
            return None
        said = compact(cell.column_heads[column.said].of(self.text))
        named = _AGAINST.search(said)
        if named:
            return "budget" if "算" in named[1] or "计划" in named[1] else "prior_year"
        if len(self._years) > 1:
            return "prior_year"
        return "budget" if self._roles >= {Role.ACTUAL} and self._roles & _BUDGETS else None

    @cached_property
    def _roles(self) -> set[Role]:
        """The roles of the columns of the table."""
        heads = {cell.column_heads for cell in self._cells}
        return {self._column(one).role for one in heads}

    @cached_property
    def _years(self) -> set[str]:
        """The years that the heads of the table give its figures."""
        return {cell.period.of(self.text) for cell in self._cells if cell.period}

    def _column(self, heads: tuple[Span, ...]) -> ColumnWords:
        if heads not in self._columns:
            self._columns[heads] = column_words([head.of(self.text) for head in heads])
        return self._columns[heads]


def _stub_heads(text: str, table: Table) -> dict[Span, str]:
    """For every cell that names a row the words right over the first such cell of its column."""
    leaves = {cell.row_heads[-1] for cell in table.cells if cell.row_heads}
    found: dict[Span, str] = {}
    over: dict[int, str] = {}
    begun: set[int] = set()
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.place in leaves:
            begun.add(cell.column)
            found[cell.place] = over.get(cell.column, "")
        elif cell.column not in begun:
            over[cell.column] = compact(cell.place.of(text))
    return found
