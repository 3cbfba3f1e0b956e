"""What the cells of a document's tables mean: heads, units, periods, totals."""

from jixiao.tables.model import Table, TableCell

__all__ = ["Table", "TableCell"]
