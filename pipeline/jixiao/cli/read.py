"""jixiao read: what was read from files, before anything is extracted."""

import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.extract import SOME_FAILED, progress_bar

if TYPE_CHECKING:
    from jixiao.cli.reading.content import Reading
    from jixiao.types import Failure

# Enough of a page to see whether it is one of ours.
_START = 2000


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="Print text to read, or one JSON object per file; text by default, nothing with --html.",
)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one page of HTML: text and tables side by side, with the page numbers.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help="Rows of a table to print as text at most; 0 for all. json and html are whole.",
)
@click.option(
    "--width",
    type=click.IntRange(min=40),
    help="Columns of a table printed as text; the terminal's by default.",
)
def read(
    files: tuple[str, ...], form: str | None, html: Path | None, rows: int, width: int | None
) -> None:
    """Show what was read (读取) from reports: pages, headings, paragraphs, tables, warnings.

    FILES are files, folders or glob patterns, as for extract. Nothing is
    extracted, and no model is needed.

    \b
    jixiao read report.pdf | less
    jixiao read report.pdf --html report.html

    Exit status: 3 if some files could not be read; the others are shown.
    """  # noqa: D301  \b is click's mark of lines that stay apart
    from jixiao.readers.sources import expand

    sources = expand(files)
    if html is not None:
        _check_target(html)
    items = _Items(sources, None if html and not form else form or "text", rows, width)
    if html is not None:
        _write(html, items, [str(source) for source in sources])
    else:
        for _ in items:
            pass
    sys.exit(SOME_FAILED if items.failed else 0)


class _Items:
    """What was read from every file, each printed when it is asked for."""

    def __init__(self, sources: list[Path], form: str | None, rows: int, width: int | None) -> None:
        self.failed = 0
        self._sources = sources
        self._form = form
        self._rows = rows
        self._width = width

    def __len__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator["Reading | Failure"]:
        from jixiao.cli.reading.content import try_reading
        from jixiao.types import Failure

        shown = len(self) > 1 and not sys.stdout.isatty()
        with progress_bar("read (读取)", len(self), shown=shown) as advance:
            for source in self._sources:
                item = try_reading(source)
                if isinstance(item, Failure):
                    self.failed += 1
                    line = f"failed (失败) {item.source}: {item.status}: {item.reason}"
                    click.echo(line, err=True)
                self._print(item)
                yield item
                advance(source.name)

    def _print(self, item: "Reading | Failure") -> None:
        from jixiao.cli.reading.content import Reading
        from jixiao.cli.reading.objects import to_object
        from jixiao.cli.reading.text import lines
        from jixiao.store import dumps

        if self._form == "json":
            click.echo(dumps(to_object(item)))
        elif self._form == "text" and isinstance(item, Reading):
            from shutil import get_terminal_size

            for line in lines(item, self._width or get_terminal_size().columns, self._rows):
                click.echo(line)


def _check_target(html: Path) -> None:
    """Refuse to write over anything but an earlier page of ours."""
    if not html.parent.is_dir():
        raise click.UsageError(f"{html}: there is no folder {html.parent}")
    if html.exists() and not _is_ours(html):
        raise click.UsageError(f"{html}: exists, and is no page that jixiao read wrote")


def _is_ours(html: Path) -> bool:
    from jixiao.cli.reading.page import MARK

    if not html.is_file():
        return False
    with html.open("rb") as file:
        return f'name="generator" content="{MARK}"'.encode() in file.read(_START)


def _write(html: Path, items: _Items, names: list[str]) -> None:
    """Write the page, whole or not at all; none if no file could be read."""
    from jixiao.cli.reading.page import page

    temporary = html.with_name(f".{uuid.uuid4().hex}.html")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(page(items, names))
        if items.failed == len(names):
            return
        temporary.replace(html)
    finally:
        temporary.unlink(missing_ok=True)
    click.echo(f"{html}: {len(names) - items.failed} documents (文档)", err=True)
