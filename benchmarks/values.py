"""Speed and reach of the values layer, side by side with JioNLP's money extraction.

    python benchmarks/values.py TEXT [--characters N]

TEXT is a text file, plain or .xz, of the kind to be measured. JioNLP is measured
where it is installed (pip install jionlp). The suite is tests/values/test_money.py:
an amount counts as found when some span overlaps it, as exact when the span is the
same (JioNLP keeps 约 and 左右 inside on purpose), as right when the value agrees.
"""

import argparse
import importlib.util
import lzma
import re
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from jixiao.types import Label, MoneyNorm
from jixiao.values import Context, find, normalise, read_change

TESTS = Path(__file__).parents[1] / "tests" / "values"
MARK = re.compile(r"«M\|([^»]*)»")
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


def suite() -> Iterator[tuple[str, int, int, tuple[Decimal, ...]]]:
    cases = load(TESTS / "test_money.py")
    readings = {marked: (value,) for marked, value in cases.VALUES.items()}
    readings |= {marked: (value,) for marked, (value, _) in cases.CURRENCIES.items()}
    readings |= cases.RANGES
    for marked, values in readings.items():
        match = MARK.search(marked)
        assert match, marked
        start, surface = match.start(), match[1]
        yield (
            MARK.sub(lambda m: m[1], marked),
            start,
            start + len(surface),
            tuple(map(Decimal, values)),
        )


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(extract: Extractor) -> str:
    found = exact = right = total = 0
    for text, start, end, values in suite():
        total += 1
        hits = [hit for hit in extract(text) if hit[0] < end and start < hit[1]]
        found += bool(hits)
        exact += any(hit[:2] == (start, end) for hit in hits)
        right += any(hit[2] == values for hit in hits)
    return f"found {found}/{total}, exact span {exact}/{total}, value right {right}/{total}"


def everything(text: str) -> None:
    for span in find(text):
        normalise(text, span.start, span.end, span.label, Context(2023))
        if span.label in (Label.MONEY, Label.PERCENT, Label.QUANTITY):
            read_change(text, span.start, span.end)


def speed(work: Callable[[str], object], text: str) -> str:
    start = time.perf_counter()
    for line in text.splitlines():
        work(line)
    return f"{len(text) / (time.perf_counter() - start):>12,.0f} characters/second"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--characters", type=int, default=-1, help="read no more than these")
    options = parser.parse_args()
    opener = lzma.open if options.text.suffix == ".xz" else open
    with opener(options.text, "rt", encoding="utf-8") as file:
        text = file.read(options.characters)
    print(f"speed over {len(text):,} characters, line by line, one core")
    print("  jixiao, finding all labels    ", speed(find, text))
    print("  jixiao, finding and reading   ", speed(everything, text))
    print("suite of amounts")
    print("  jixiao:", score(by_jixiao))
    other = jionlp_extractor()
    if other is None:
        print("  JioNLP is not installed")
        return 0
    print("  JioNLP:", score(other))
    print("JioNLP, finding and reading money", speed(other, text))
    return 0


if __name__ == "__main__":
    sys.exit(main())
