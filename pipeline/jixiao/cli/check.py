"""jixiao check: what contradicts itself in reports, each with its sentences."""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.cli.extract import SOME_FAILED

if TYPE_CHECKING:
    from jixiao.checks.across import Crossing, Known
    from jixiao.cli.findings import Report
    from jixiao.store import KnowledgeBase

CONTRADICTED = 4


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="KB|FILE…")
@click.option("--all", "everything", is_flag=True, help="List what agrees as well.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A report to read, or one JSON object with everything.",
)
@click.option("--fail", is_flag=True, help="End with status 4 if there is a contradiction (矛盾).")
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Pipeline folder for a FILE; the shipped model by default.",
)
def check(
    what: tuple[str, ...], everything: bool, form: str, fail: bool, model: Path | None
) -> None:
    """Check (核对) the figures of reports: contradictions first, each with its sentences.

    FILE is a report, a folder or a glob pattern, and is extracted first. In a
    KB, the figures that a report gives for the year before are held against
    the report of that year by the same body as well.

    \b
    jixiao check report.docx
    jixiao check kb --format json
    jixiao check 'reports/*.pdf' --fail && echo consistent

    Exit status: 0 all well, 3 some documents could not be read, 4 with --fail
    where figures contradict each other.
    """  # noqa: D301  \b is click's mark of lines that stay apart
    from jixiao.cli.findings import Report, to_json, to_text
    from jixiao.types import Verdict

    report = Report()
    folders = [Path(name) for name in what if _is_knowledge_base(name)]
    for folder in folders:
        _from_knowledge_base(report, folder, everything)
    if files := [name for name in what if not _is_knowledge_base(name)]:
        _from_files(report, files, model, everything)
    click.echo(to_json(report) if form == "json" else to_text(report), nl=False)
    for line in report.failures:
        click.echo(f"failed (失败) {line}", err=True)
    if fail and report.counts[Verdict.CONTRADICTION]:
        sys.exit(CONTRADICTED)
    sys.exit(SOME_FAILED if report.failures else 0)


def _is_knowledge_base(name: str) -> bool:
    from jixiao.store.knowledge import MARKER

    return (Path(name) / MARKER).exists()


def _from_files(report: "Report", names: list[str], model: Path | None, everything: bool) -> None:
    from jixiao.pipeline import load
    from jixiao.readers.sources import expand
    from jixiao.types import Failure

    sources = expand(names)
    pipeline = load(model)
    for source in sources:
        found = pipeline.try_extract(source)
        if isinstance(found, Failure):
            report.failures.append(f"{found.source}: {found.status}: {found.reason}")
        else:
            report.add(found, everything=everything)


def _from_knowledge_base(report: "Report", path: Path, everything: bool) -> None:
    from jixiao.store import KnowledgeBase

    kb = KnowledgeBase(path)
    rows = kb.table("documents", columns=["doc_id", "status", "reason", "source", "issuer", "year"])
    series: dict[str, list[tuple[int, str]]] = {}
    for row in rows.to_pylist():
        if row["status"] != "ok":
            report.failures.append(f"{row['source']}: {row['status']}: {row['reason']}")
            continue
        report.add(kb.extraction(row["doc_id"]), everything=everything)
        if row["issuer"] and row["year"]:
            series.setdefault(row["issuer"], []).append((row["year"], row["doc_id"]))
    for crossing in _crossings(kb, series):
        report.cross(crossing, everything=everything)


def _crossings(
    kb: "KnowledgeBase", series: dict[str, list[tuple[int, str]]]
) -> Iterator["Crossing"]:
    """Every report of a body against its reports of the year before."""
    from jixiao.checks.across import compare, known

    for reports in series.values():
        years: dict[int, list[tuple[Known, ...]]] = {}
        follow = {year for year, _ in reports if {year - 1, year + 1} & {y for y, _ in reports}}
        for year, doc_id in sorted(reports):
            if year in follow:
                years.setdefault(year, []).append(known(kb.extraction(doc_id)))
        for before, after in pairwise(sorted(years)):
            if after - before == 1:
                for earlier in years[before]:
                    for later in years[after]:
                        yield from compare(earlier, later)
