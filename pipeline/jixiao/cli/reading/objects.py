"""What was read from a file as a JSON object."""

from dataclasses import asdict
from typing import Any

from jixiao.cli.reading.content import Reading
from jixiao.cli.reading.grids import Grid
from jixiao.cli.reading.words import METADATA
from jixiao.decimals import plain
from jixiao.store.plain import printable
from jixiao.tables.model import TableCell
from jixiao.types import Block, Evidenced, Failure, Issue, Span

Object = dict[str, Any]


def to_object(item: Reading | Failure) -> Object:
    """The document as plain json values, keys in a fixed order; offsets are those of ``text``.

    `status` is ok, or says why there is no text; then `reason` tells more.

    >>> found = to_object(Failure(None, "a.pdf", "encrypted", "a password is needed"))
    >>> found["status"], found["text"], found["tables"]
    ('encrypted', '', [])
    """
    if isinstance(item, Failure):
        return _object(item.doc_id, item.source, item.status, item.reason)
    document = item.document
    return _object(document.doc_id, document.source, "ok", None) | {
        "media_type": document.media_type,
        "metadata": {name: _evidenced(getattr(item.metadata, name)) for name, _ in METADATA},
        "text": document.text,
        "pages": [asdict(page) for page in document.pages],
        "sections": [asdict(section) for section in item.sections],
        "blocks": [asdict(block) for block in document.blocks],
        "tables": [_table(item, grid) for grid in item.grids.values()],
        "boxes": [asdict(box) for box in document.boxes],
        "warnings": [_warning(item, issue) for issue in document.warnings],
    }


def _object(doc_id: str | None, source: str, status: str, reason: str | None) -> Object:
    return {
        "doc_id": doc_id,
        "source": printable(source),
        "status": status,
        "reason": reason,
        "media_type": None,
        "metadata": {name: None for name, _ in METADATA},
        "text": "",
        "pages": [],
        "sections": [],
        "blocks": [],
        "tables": [],
        "boxes": [],
        "warnings": [],
    }


def _evidenced(found: Evidenced | None) -> Object | None:
    return {"value": found.value, **asdict(found.evidence)} if found else None


def _table(reading: Reading, grid: Grid) -> Object:
    rows, columns = grid.size
    return {
        "index": grid.index,
        "caption": _quote(reading, grid.table.caption if grid.table else None),
        "period": _quote(reading, grid.table.period if grid.table else None),
        "pages": list(grid.pages),
        "sheet": grid.cells[0].sheet,
        "rows": rows,
        "columns": columns,
        "cells": [_cell(reading, cell, grid.meanings.get(cell.start)) for cell in grid.cells],
    }


def _cell(reading: Reading, cell: Block, meaning: TableCell | None) -> Object:
    known = meaning or TableCell(Span(cell.start, cell.end), cell.row or 0, cell.column or 0)
    return {
        "text": reading.document.text[cell.start : cell.end],
        "start": cell.start,
        "end": cell.end,
        "page": cell.page,
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "head": known.head,
        "total": known.total,
        "serial": known.serial,
        "row_heads": [_quote(reading, place) for place in known.row_heads],
        "column_heads": [_quote(reading, place) for place in known.column_heads],
        "row_codes": [_quote(reading, place) for place in known.row_codes],
        "unit": None if known.unit is None else plain(known.unit),
        "unit_place": _quote(reading, known.unit_place),
        "period": _quote(reading, known.period),
    }


def _quote(reading: Reading, place: Span | None) -> Object | None:
    return {"text": place.of(reading.document.text), **asdict(place)} if place else None


def _warning(reading: Reading, issue: Issue) -> Object:
    page = None if issue.start is None else reading.page_at(issue.start)
    return asdict(issue) | {"page": page}
