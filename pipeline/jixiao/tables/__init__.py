"""What the cells of a document's tables mean: heads, units, periods, totals."""

from jixiao.tables.build import tables_of
from jixiao.tables.model import Table, TableCell

__all__ = ["Table", "TableCell", "tables_of"]
