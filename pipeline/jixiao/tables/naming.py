"""What a figure of a table is called, by its row, its column and the table's title."""

import re
from dataclasses import dataclass

from jixiao.tables.model import TableCell
from jixiao.tables.names import CaptionWords, account_name, bare, is_bare_total
from jixiao.tables.roles import POINTS, ColumnWords, Role
from jixiao.tables.words import compact
from jixiao.types import Span


@dataclass(frozen=True, slots=True)
class Naming:
    """What a figure is called; `leaf` names its row, None where the row is whose it is."""

    text: str
    cell: TableCell
    column: ColumnWords
    caption: CaptionWords
    leaf: Span | None

    def name(self, account: bool) -> tuple[str, Span | None]:
        """The name of a figure, and the characters of the head that names it."""
        if self.leaf is None:
            return self._by_column()
        if is_bare_total(self.leaf.of(self.text)):
            return self._of_total(self.leaf)
        if not account:
            return self._flat(self.leaf) + self._added(), self.leaf
        path = [self._flat(bare(self.text, head)) for head in self.cell.row_heads]
        return account_name(path) + self._added(of_account=True), self.leaf

    def _flat(self, place: Span) -> str:
        return "".join(place.of(self.text).split())

    def _added(self, *, of_account: bool = False) -> str:
        """What the column adds to the name of the row.

        A total of spending adds nothing to an account of spending, one of income does.
        """
        if self.column.role in POINTS:
            return self._said()
        if self.column.role is Role.SCORE_RATE:
            return "得分"
        measure = self.column.measure
        if of_account and self.column.total:
            measure = re.sub("(?:合计|总计|小计)$", "", measure)
            side = self.column.side
            measure = measure or (side if side.endswith("收入") else "")
            return "" if measure.endswith("支出") else measure
        return measure

    def _said(self) -> str:
        """The words of the head that says the role."""
        said = self.column.said
        return self._flat(bare(self.text, self.cell.column_heads[said])) if said is not None else ""

    def _by_column(self) -> tuple[str, Span | None]:
        heads = self.cell.column_heads
        if not heads:
            return "", None
        column = self.column
        named = column.named if column.named is not None else column.said
        place = bare(self.text, heads[-1 if named is None else named])
        return column.measure or column.side or self._flat(place), place

    def _of_total(self, leaf: Span) -> tuple[str, Span]:
        """The name of a total: its column's measure, its side, what is above it, or the title."""
        column, heads = self.column, self.cell.row_heads
        if len(heads) > 1:
            above = bare(self.text, heads[-2])
            return self._flat(above) + self._added(), above
        word = compact(leaf.of(self.text))
        if column.measure and column.named is not None:
            fund = self.caption.fund if self.caption.fund not in column.measure else ""
            return fund + column.measure, bare(self.text, self.cell.column_heads[column.named])
        about = "" if column.role in POINTS else column.side or self.caption.subject
        return about + word + self._added(), leaf
