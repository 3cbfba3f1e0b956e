"""How many slips the checks catch: `python benchmarks/mutation.py [FOLDER|FILE…]`.

One figure of a report is changed and the whole pipeline run on the changed
text; again and again, by a seed. By default the reports are the invented
ones of tests/data/reports and, where it is there, the texts of the batch
annotations/bureau_reports.

A figure is checkable if, in the report as it stands, it is the stated figure
or a term of a check that agrees. Left out are checks of the kind `bound`,
which say only that one figure is not more than another. A change that leaves
all agreeing checks of its figure within rounding makes nothing wrong; such
changes are drawn again. A change is flagged if the changed report has a
contradiction that names the figure and was not there before. A new
contradiction that does not name it is a false alarm, and so is one of the
reports as they stand that tests/data/contradictions.json does not list as
planted.
"""

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from jixiao.annotations.folder import Batch
from jixiao.checks.approx import Approx
from jixiao.pipeline import Pipeline, load
from jixiao.readers import read, read_bytes
from jixiao.types import Check, Document, Extraction, Verdict

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "data" / "reports"
BATCH = ROOT / "annotations" / "bureau_reports"
PLANTED = ROOT / "tests" / "data" / "contradictions.json"
FITS = (Verdict.AGREES, Verdict.ROUNDING)
TRIES = 20
FIGURE = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>万亿|亿|万|[%％‰]|个百分点)?")
SCALES = {"万亿": "1E12", "亿": "1E8", "万": "1E4", "%": "0.01", "％": "0.01", "‰": "0.001"}
SCALES["个百分点"] = "0.01"

Place = tuple[int, int]


@dataclass(frozen=True)
class Original:
    """A report as it stands: what was read, and the agreeing checks of each figure."""

    extraction: Extraction
    checks: dict[Place, tuple[Check, ...]]
    faults: frozenset[tuple[Place, ...]]


@dataclass(frozen=True)
class Outcome:
    """One changed figure: how, in which kinds of checks it stands, and what was said."""

    source: str
    how: str
    kinds: frozenset[str]
    before: str
    after: str
    context: str
    flagged: bool
    alarms: tuple[Check, ...]


def documents(paths: list[Path]) -> Iterator[Document]:
    """The files of `paths` and of the folders and batches among them."""
    for path in paths:
        if (path / "documents.jsonl").exists():
            for text in Batch(path).texts():
                yield read_bytes(text.text.encode("utf-8"), f"{text.doc_id}.txt")
        elif path.is_dir():
            yield from map(read, sorted(p for p in path.iterdir() if p.is_file()))
        else:
            yield read(path)


def original(extraction: Extraction) -> Original:
    checks: dict[Place, list[Check]] = {}
    for check in extraction.checks:
        if check.verdict in FITS and check.kind != "bound":
            for start, end in quotes(check):
                if number(extraction.document.text[start:end]) is not None:
                    checks.setdefault((start, end), []).append(check)
    faults = [check for check in extraction.checks if check.verdict is Verdict.CONTRADICTION]
    wrong = {place for check in faults for place in quotes(check)}
    kept = {place: tuple(found) for place, found in checks.items() if place not in wrong}
    return Original(extraction, kept, frozenset(map(quotes, faults)))


def quotes(check: Check) -> tuple[Place, ...]:
    """The places of the stated figure and of the terms."""
    return tuple((quote.start, quote.end) for quote in (check.stated, *check.terms))


def digit(text: str, rng: random.Random) -> str:
    """One digit becomes another."""
    at = rng.choice([m.start() for m in re.finditer(r"\d", text)])
    return text[:at] + rng.choice("0123456789".replace(text[at], "")) + text[at + 1 :]


def swap(text: str, rng: random.Random) -> str:
    """Two digits that stand side by side change places."""
    pairs = [m.start() for m in re.finditer(r"(\d)(?=\d)", text)]
    pairs = [at for at in pairs if text[at] != text[at + 1]]
    if not pairs:
        return text
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def unit(text: str, rng: random.Random) -> str:
    """万 becomes 亿 or the other way round."""
    return text.translate(str.maketrans("万亿", "亿万"))


def percentage(text: str, rng: random.Random) -> str:
    """A percentage becomes another with as many digits."""
    if "%" not in text and "％" not in text:
        return text
    return re.sub(r"\d", lambda _: rng.choice("0123456789"), text)


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "digit": digit,
    "swap": swap,
    "unit": unit,
    "percentage": percentage,
}


def changed(text: str, how: str, rng: random.Random) -> str | None:
    """`text` with a slip in it, as long as before; None if it cannot have this one."""
    if not re.search(r"\d", text):
        return None
    result = CHANGES[how](text, rng)
    leading_zero = re.match(r"\D*0[\d,]", result) and not re.match(r"\D*0[\d,]", text)
    return None if result == text or leading_zero else result


def still_fits(check: Check, text: str) -> bool:
    """Whether the check's own formula, with the figures of `text`, gives what is stated.

    As in the checks, every figure stands for all numbers that would be printed
    so, and a quotient may have been cut off instead of rounded.
    """
    stated = number(text[check.stated.start : check.stated.end])
    value = formula_value(check, text)
    if stated is None or value is None:
        return False
    cut_off = "/" in check.formula and stated.low <= value.value - half_unit(stated) < stated.high
    return value.meets(stated) or cut_off


def half_unit(stated: Approx) -> Decimal:
    return (stated.high - stated.low) / 2


def number(text: str) -> Approx | None:
    """A printed figure as a number in base units; None if it holds no digits."""
    found = FIGURE.search("".join(text.split()))
    if found is None:
        return None
    digits = found["number"].replace(",", "")
    scale = Decimal(SCALES.get(found["scale"], "1"))
    value, places = Decimal(digits) * scale, len(digits.partition(".")[2])
    counted = places == 0 and not found["scale"] and "元" not in text
    return Approx.around(value, Decimal(0) if counted else scale.scaleb(-places) / 2)


def formula_value(check: Check, text: str) -> Approx | None:
    """The formula of a check computed anew; None if it is none of figures alone."""
    formula = check.formula.rpartition(" = ")[0]
    printed = ["".join(term.text.split()) for term in check.terms]
    values: dict[str, Approx] = {}
    for place in sorted(range(len(printed)), key=lambda place: -len(printed[place])):
        value = number(text[check.terms[place].start : check.terms[place].end])
        name = f"v{place}_"
        once = 1 if printed.count(printed[place]) > 1 else -1
        if value is None or printed[place] not in formula:
            return None
        formula = formula.replace(printed[place], name, once)
        values[name] = value
    if not re.fullmatch(r"[v_\d+\-*/() .]+", formula):
        return None
    formula = re.sub(r"(?<![v\d_.])(\d+)(?![\d_.])", r"exact(\1)", formula)
    try:
        return eval(formula, {"exact": lambda n: Approx.exact(Decimal(n)), **values})
    except (SyntaxError, TypeError, ZeroDivisionError):
        return None


def slips(
    originals: list[Original], count: int, rng: random.Random
) -> Iterator[tuple[Original, Place, str]]:
    """`count` times a report, a checkable figure of it and a kind of change, by lot."""
    figures = [(report, place) for report in originals for place in sorted(report.checks)]
    for _ in range(count):
        yield (*rng.choice(figures), rng.choice(list(CHANGES)))


def outcome(
    pipeline: Pipeline, report: Original, place: Place, how: str, rng: random.Random
) -> Outcome | None:
    """What the changed report says; None if no such change makes the figure wrong."""
    document = report.extraction.document
    start, end = place
    before = document.text[start:end]
    for _ in range(TRIES):
        after = changed(before, how, rng)
        if after is None:
            return None
        text = document.text[:start] + after + document.text[end:]
        found = pipeline.extract_document(replace(document, text=text))
        if all(still_fits(check, text) for check in report.checks[place]):
            continue
        faults = [check for check in found.checks if check.verdict is Verdict.CONTRADICTION]
        new = [check for check in faults if quotes(check) not in report.faults]
        return Outcome(
            Path(document.source).name,
            how,
            frozenset(check.kind for check in report.checks[place]),
            before,
            after,
            "".join(document.text[max(0, start - 40) : end + 20].split()),
            any(place in quotes(check) for check in new),
            tuple(check for check in new if place not in quotes(check)),
        )
    return None


def share(outcomes: list[Outcome]) -> str:
    flagged = sum(outcome.flagged for outcome in outcomes)
    return f"{flagged:5} of {len(outcomes):5}  {flagged / len(outcomes):.3f}"


def report_outcomes(outcomes: list[Outcome], *, missed: bool) -> None:
    print(f"changed figures flagged   {share(outcomes)}")
    for how in CHANGES:
        some = [outcome for outcome in outcomes if outcome.how == how]
        if some:
            print(f"  {how:<24}{share(some)}")
    for kind in sorted({kind for outcome in outcomes for kind in outcome.kinds}):
        some = [outcome for outcome in outcomes if kind in outcome.kinds]
        print(f"  in a check {kind:<13}{share(some)}")
    alarms = [(outcome, check) for outcome in outcomes for check in outcome.alarms]
    print(f"false alarms on others    {len(alarms):5}")
    for outcome, check in alarms:
        print(f"  {outcome.source}: {outcome.before} -> {outcome.after}: {check.note}")
    for outcome in outcomes if missed else ():
        if not outcome.flagged:
            kinds = " ".join(sorted(outcome.kinds))
            print(f"  missed {outcome.source} [{kinds}] -> {outcome.after}: {outcome.context}")


def report_originals(originals: list[Original]) -> None:
    planted = {(p["file"], p["stated"]) for p in json.loads(PLANTED.read_text(encoding="utf-8"))}
    verdicts = Counter(str(c.verdict) for o in originals for c in o.extraction.checks)
    print(f"reports {len(originals)}, checks {dict(verdicts.most_common())}")
    print(f"checkable figures         {sum(len(o.checks) for o in originals):5}")
    for report in originals:
        source = Path(report.extraction.document.source).name
        for check in report.extraction.checks:
            known = (source, check.stated.text) in planted
            if check.verdict is Verdict.CONTRADICTION and not known:
                print(f"  not planted {source}: {check.note}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, metavar="FOLDER|FILE")
    parser.add_argument("--changes", type=int, default=300, help="figures to change")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="print what was not flagged")
    options = parser.parse_args()
    paths = options.paths or [path for path in (SAMPLES, BATCH) if path.exists()]
    started, rng, pipeline = time.perf_counter(), random.Random(options.seed), load()
    originals = [original(pipeline.extract_document(d)) for d in documents(paths)]
    report_originals(originals)
    drawn = list(slips(originals, options.changes, rng))
    outcomes = [found for slip in drawn if (found := outcome(pipeline, *slip, rng)) is not None]
    report_outcomes(outcomes, missed=options.missed)
    print(f"seed {options.seed}, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
