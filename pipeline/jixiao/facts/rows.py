"""Relations inside tables: a figure belongs to what its own row or column names."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping

from jixiao.types import Block, Document, Issue, Mention, Relation, RelationLabel

#: Relations that say what a figure measures.
_NAMING = frozenset(
    {
        RelationLabel.VALUE,
        RelationLabel.CHANGE,
        RelationLabel.SHARE,
        RelationLabel.RANK,
        RelationLabel.FUNDING,
    }
)


def without_strangers(
    document: Document, mentions: Mapping[str, Mention], relations: Iterable[Relation]
) -> tuple[list[Relation], list[Issue]]:
    """The relations that a table's rows and columns allow, and an Issue for each of the others.

    A name and a figure that both stand in tables must share a row, or the name
    must head the figure's column. What stands in prose is left alone.
    """
    cell_at = _cells(document)
    kept, issues = [], []
    for relation in relations:
        head, tail = mentions[relation.head], mentions[relation.tail]
        if relation.label in _NAMING and _apart(cell_at(head.start), cell_at(tail.start)):
            message = f"{relation.label} {head.text} → {tail.text}: neither one row nor one column"
            issues.append(Issue("facts", "other_row", message, tail.start, tail.end))
        else:
            kept.append(relation)
    return kept, issues


def _cells(document: Document) -> Callable[[int], Block | None]:
    cells = sorted((b for b in document.blocks if b.kind == "cell"), key=lambda b: b.start)
    starts = [cell.start for cell in cells]

    def cell_at(position: int) -> Block | None:
        index = bisect_right(starts, position) - 1
        return cells[index] if index >= 0 and position < cells[index].end else None

    return cell_at


def _apart(name: Block | None, figure: Block | None) -> bool:
    """Whether neither a row nor a column joins the two cells."""
    if name is None or figure is None:
        return False
    if name.table != figure.table or name.row is None or figure.row is None:
        return True
    heads = name.column == figure.column and name.row < figure.row
    return name.row != figure.row and not heads
