"""What the cells of a table are, as far as their columns and rows tell: codes, running numbers."""

from collections import defaultdict
from dataclasses import dataclass

from jixiao.tables import words
from jixiao.tables.grid import Grid, GridCell

_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Kinds:
    """The cells of a grid that are codes, running numbers and figures."""

    codes: frozenset[GridCell]
    serials: frozenset[GridCell]
    figures: frozenset[GridCell]

    def is_name(self, cell: GridCell) -> bool:
        """Whether a cell is words."""
        return not (
            cell in self.codes
            or cell in self.serials
            or cell in self.figures
            or words.says_nothing(cell.word)
        )


def kinds_of(grid: Grid) -> Kinds:
    """The kinds of a grid's cells."""
    codes = _code_cells(grid)
    serials = _serial_columns(grid) | _serial_rows(grid)
    years = _year_heads(grid)
    figures = {
        cell
        for cell in grid.cells
        if words.is_figure(cell.word) and cell not in codes | serials | years
    }
    return Kinds(frozenset(codes - serials), frozenset(serials), frozenset(figures))


def _columns(grid: Grid) -> dict[int, list[GridCell]]:
    columns: dict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        columns[cell.column].append(cell)
    return columns


def _code_cells(grid: Grid) -> set[GridCell]:
    """The digits below heads of codes, and those that are codes by their look."""
    found: set[GridCell] = set()
    for cells in _columns(grid).values():
        head = next((cell for cell in cells if words.heads_codes(cell.word)), None)
        digits = [cell for cell in cells if words.is_code(cell.word)]
        if head is not None:
            found.update(cell for cell in digits if cell.row > head.row)
        elif _look_like_codes([cell.word for cell in digits]):
            found.update(digits)
    return found


def _look_like_codes(digits: list[str]) -> bool:
    """Whether they are account codes, three to seven digits, some beginning with others."""
    if len(digits) < _ENOUGH or any(len(code) not in {3, 5, 7} for code in digits):
        return False
    known = set(digits)
    return any(code[:3] in known or code[:5] in known for code in digits if len(code) > 3)


def _serial_columns(grid: Grid) -> set[GridCell]:
    found: set[GridCell] = set()
    for cells in _columns(grid).values():
        head = next((cell for cell in cells if words.heads_serials(cell.word)), None)
        if head is not None:
            found.update(
                c for c in cells if c.row > head.row and words.column_number(c.word) is not None
            )
    return found


def _serial_rows(grid: Grid) -> set[GridCell]:
    """The cells of the rows that number the columns: 栏次, 1, 2, 3=1+2."""
    found: set[GridCell] = set()
    for row in grid.rows:
        cells = grid.starting(row)
        if any(words.is_figure(c.word) and words.column_number(c.word) is None for c in cells):
            break
        numbers = [n for c in cells if (n := words.column_number(c.word)) is not None]
        labels = [cell.word for cell in cells if words.column_number(cell.word) is None]
        labelled = any(map(words.labels_column_numbers, labels))
        counted = numbers == list(range(1, len(numbers) + 1)) and all(
            words.labels_column_numbers(word) or words.says_nothing(word) for word in labels
        )
        if counted and len(numbers) >= (1 if labelled else _ENOUGH):
            found.update(cells)
    return found


def _year_heads(grid: Grid) -> set[GridCell]:
    """The years of rows whose numbers are all years."""
    found: set[GridCell] = set()
    for row in grid.rows:
        numbers = [cell for cell in grid.starting(row) if words.is_figure(cell.word)]
        if numbers and all(words.is_year(cell.word) for cell in numbers):
            found.update(numbers)
    return found
