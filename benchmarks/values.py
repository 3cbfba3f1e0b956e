"""Speed and reach of the values layer, side by side with JioNLP's money extraction.

    python benchmarks/values.py TEXT [--characters N]

TEXT is a text file, plain or .xz, of the kind to be measured. JioNLP is no
dependency of this project; it is measured where the running Python has it:

    python -m venv /tmp/bench && /tmp/bench/bin/pip install jionlp -e .
    /tmp/bench/bin/python benchmarks/values.py TEXT

Speed is measured line by line on one core, three times, the best counting. The
suite is tests/values/suite: every amount of money in it. An amount counts as
found when some span overlaps it, as exact when the span is the same (JioNLP
keeps 约 and 左右 inside on purpose), as right when value or both ends agree. What
is found where the suite has no amount is counted as false.
"""

import argparse
import importlib.util
import lzma
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from jixiao.types import Label, MoneyNorm
from jixiao.values import Context, find, normalise, read_change

SUITE = Path(__file__).parents[1] / "tests" / "values" / "suite_cases.py"
ROUNDS = 3
Amount = tuple[int, int, tuple[Decimal, ...]]
Extractor = Callable[[str], list[Amount]]


def by_jixiao(text: str) -> list[Amount]:
    found = []
    for span in find(text):
        if span.label is Label.MONEY:
            norm = normalise(text, span.start, span.end, span.label, Context())
            found.append((span.start, span.end, numbers(norm)))
    return found


def numbers(norm: object) -> tuple[Decimal, ...]:
    if not isinstance(norm, MoneyNorm):
        return ()
    return tuple(n for n in (norm.value, norm.low, norm.high) if n is not None)


def jionlp_extractor() -> Extractor | None:
    if importlib.util.find_spec("jionlp") is None:
        return None
    import jionlp  # type: ignore[import-not-found,unused-ignore]

    def extract(text: str) -> list[Amount]:
        found = []
        for item in jionlp.ner.extract_money(text, with_parsing=True):
            num = item["detail"]["num"]
            values = num if isinstance(num, list) else [num]
            found.append((*item["offset"], tuple(Decimal(v) for v in values if v)))
        return found

    return extract


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def suite() -> list[tuple[str, list[Amount]]]:
    """Every line of the suite, with its readable amounts of money."""
    cases = load(SUITE)
    lines = []
    for category in cases.categories():
        # Cells take their unit from a caption, which JioNLP is not made for.
        for marked in cases.cases(category) if category != "tables" else ():
            text, marks = cases.parse(marked)
            money = [m for m in marks if m.label is Label.MONEY and m.reading[0] != "?"]
            lines.append((text, [(m.start, m.end, gold(m.reading)) for m in money]))
    return lines


def gold(reading: str) -> tuple[Decimal, ...]:
    number = reading.split(maxsplit=1)[0].partition("/")[0].rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return tuple(map(Decimal, number.split("~")))


def score(extract: Extractor) -> str:
    found = exact = right = total = false = 0
    for text, amounts in suite():
        hits = extract(text)
        for start, end, values in amounts:
            near = [hit for hit in hits if hit[0] < end and start < hit[1]]
            total += 1
            found += bool(near)
            exact += any(hit[:2] == (start, end) for hit in near)
            right += any(hit[2] == values for hit in near)
        false += sum(
            bool(values) and not any(start < a[1] and a[0] < end for a in amounts)
            for start, end, values in hits
        )
    return f"of {total}: found {found}, exact span {exact}, value right {right}; false {false}"


def everything(text: str) -> None:
    for span in find(text):
        normalise(text, span.start, span.end, span.label, Context(2023))
        if span.label in (Label.MONEY, Label.PERCENT, Label.QUANTITY):
            read_change(text, span.start, span.end)


def speed(work: Callable[[str], object], text: str, rounds: int = ROUNDS) -> str:
    lines = text.splitlines()
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for line in lines:
            work(line)
        best = min(best, time.process_time() - start)
    return f"{len(text) / best:>12,.0f} characters/second"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--characters", type=int, default=-1, help="read no more than these")
    options = parser.parse_args()
    opener = lzma.open if options.text.suffix == ".xz" else open
    with opener(options.text, "rt", encoding="utf-8") as file:
        text = file.read(options.characters)
    other = jionlp_extractor()
    print(f"speed over {len(text):,} characters, line by line, one core")
    print("  jixiao, all labels found          ", speed(find, text))
    print("  jixiao, found, read, and changes  ", speed(everything, text))
    if other:
        print("  JioNLP, money found and read      ", speed(other, text, rounds=1))
    print("amounts of money in the suite")
    print("  jixiao", score(by_jixiao))
    print("  JioNLP", score(other) if other else "is not installed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
