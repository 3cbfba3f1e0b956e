"""The suite as data: tests/values/suite/*.txt, one marked case a line (see its README)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jixiao.types import DateNorm, Label, MoneyNorm, PercentNorm
from jixiao.values import Context, find, find_unit_header, normalise, read_change

SUITE = Path(__file__).parent / "suite"
LETTERS = {"M": "MONEY", "P": "PERCENT", "D": "DATE", "Q": "QUANTITY", "O": "DOC"}
ARROWS = {"up": "↑", "down": "↓", "flat": "="}
MARK = re.compile(r"«(?P<label>[MPDQO])\|(?P<surface>[^»|]*)(?:\|(?P<reading>[^»]*))?»")


@dataclass(frozen=True)
class Mark:
    """A span of gold: label, place in the text without marks, reading."""

    label: Label
    start: int
    end: int
    reading: str


def cases(category: str) -> list[str]:
    """The marked lines of one category."""
    text = (SUITE / f"{category}.txt").read_text("utf-8")
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in text.splitlines()]


def categories() -> list[str]:
    return sorted(path.stem for path in SUITE.glob("*.txt"))


def parse(marked: str) -> tuple[str, list[Mark]]:
    """Text and gold of a marked line."""
    text, marks, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        start, text = len(text), text + match["surface"]
        label = Label(LETTERS[match["label"]])
        marks.append(Mark(label, start, len(text), match["reading"] or ""))
        last = match.end()
    return text + marked[last:], marks


def read(text: str) -> list[Mark]:
    """What jixiao makes of the text, in a report of 2023, in the form of the gold."""
    return list(_marks(text))


def _marks(text: str) -> Iterator[Mark]:
    headers, last_date = find_unit_header(text), None
    for span in find(text):
        units = [unit for _, end, unit in headers if end <= span.start]
        context = Context(2023, units[-1] if units else None, last_date)
        norm = normalise(text, span.start, span.end, span.label, context)
        last_date = norm if isinstance(norm, DateNorm) else last_date
        reading = "" if span.label is Label.DOC else _written(norm)
        if span.label in (Label.MONEY, Label.PERCENT, Label.QUANTITY):
            reading += _change(text, span.start, span.end)
        yield Mark(span.label, span.start, span.end, reading)


def _written(norm) -> str:
    if norm is None:
        return "?"
    if isinstance(norm, DateNorm):
        return f"{norm.start or ''}..{norm.end or ''}"
    number = f"{norm.low}~{norm.high}" if norm.value is None else str(norm.value)
    modifier = "" if norm.modifier == "exact" else f" {norm.modifier}"
    if isinstance(norm, MoneyNorm):
        currency = "" if norm.currency == "CNY" else norm.currency
        return number + currency + (f"/{norm.per}" if norm.per else "") + modifier
    if isinstance(norm, PercentNorm):
        return number + ("pp" if norm.unit == "pp" else "") + modifier
    return number + norm.unit + modifier


def _change(text: str, start: int, end: int) -> str:
    change = read_change(text, start, end)
    if change.direction:
        return f" {ARROWS[change.direction]}{change.basis or ''}"
    return f" of:{change.basis}" if change.basis else ""
