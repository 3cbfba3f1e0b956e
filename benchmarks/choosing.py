"""Whether `jixiao annotate next` chooses texts that need more corrections than chance would.

    python benchmarks/choosing.py CORPUS

CORPUS is a folder with gold (models/README.md). Its dev passages are cut as
preannotate cuts, ranked, and the corrections that the pipeline's output needs
(missing and wrong spans and relations) are counted per 1,000 characters of the
first half and quarter, against the mean and the middle 95 % of 2,000 random
choices.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np

from jixiao.annotate.passages import cut
from jixiao.annotate.select import Candidate, Worth, rank, sketch, worth_of
from jixiao.pipeline import Pipeline, load
from jixiao.readers import read_bytes
from jixiao.scoring import relation_keys
from jixiao.training.corpora import Passage, read_gold
from jixiao.types import Span

SIZES = (400, 1000, 2000)
PARTS = (2, 4)
DRAWS = 2000


@dataclass(frozen=True)
class Item:
    """A text, its length, the corrections it needs, and its number of mentions."""

    candidate: Candidate
    length: int
    corrections: int
    mentions: int


def item(pipeline: Pipeline, gold: Passage, span: Span) -> Item:
    """A passage of a gold text; relations that reach out of it are left out of account."""
    text = span.of(gold.text)
    mentions, relations = pipeline.annotate(text)
    inside = [m for m in gold.mentions if span.start <= m.start and m.end <= span.end]
    ids = {mention.id for mention in inside}
    links = [r for r in gold.relations if {r.head, r.tail} <= ids]
    there = {(m.start - span.start, m.end - span.start, m.label) for m in inside}
    found = {(m.start, m.end, m.label) for m in mentions}
    shift = span.start
    links_there = {
        (a - shift, b - shift, c, d, e - shift, f - shift, g)
        for a, b, c, d, e, f, g in relation_keys(inside, links)
    }
    wrong = len(there ^ found) + len(links_there ^ relation_keys(mentions, relations))
    name = f"{gold.name}-{span.start:06}"
    candidate = Candidate(name, name, gold.name, "", worth_of(pipeline, text), sketch(text))
    return Item(candidate, len(text), wrong, len(mentions))


def first(items: list[Item], part: int) -> list[Item]:
    """As many of the first items as hold a part of all characters."""
    left = sum(one.length for one in items) / part
    chosen = []
    for one in items:
        if left <= 0:
            break
        chosen.append(one)
        left -= one.length
    return chosen


def rate(items: list[Item]) -> float:
    """Corrections per 1,000 characters."""
    return 1000 * sum(one.corrections for one in items) / sum(one.length for one in items)


def by_rank(items: list[Item], part: Callable[[Worth], float]) -> float:
    """Spearman's correlation of a part of the score with the corrections (ties by place)."""
    needed = [one.corrections / one.length for one in items]
    ranks = [
        np.argsort(np.argsort(values))
        for values in (needed, [part(one.candidate.worth) for one in items])
    ]
    return float(np.corrcoef(ranks)[0, 1])


def report(items: list[Item], size: int) -> None:
    """Print a line for each part."""
    by_name = {one.candidate.doc_id: one for one in items}
    ranked = [by_name[c.candidate.doc_id] for c in rank(one.candidate for one in items)]
    by_score = sorted(items, key=lambda one: -one.candidate.worth.score)
    by_density = sorted(items, key=lambda one: -one.mentions / one.length)
    rng = random.Random(0)
    for part in PARTS:
        draws = sorted(rate(first(rng.sample(items, len(items)), part)) for _ in range(DRAWS))
        print(
            f"{size} characters, {len(items)} texts, 1/{part}: next {rate(first(ranked, part)):.1f}"
            f", by score alone {rate(first(by_score, part)):.1f}"
            f", by density of mentions {rate(first(by_density, part)):.1f}"
            f", random {mean(draws):.1f}"
            f" [{draws[DRAWS // 40]:.1f}, {draws[-DRAWS // 40]:.1f}]"
        )
    print(
        f"  correlation by rank: tags {by_rank(items, lambda worth: worth.tags):.2f}, "
        f"pairs {by_rank(items, lambda worth: worth.pairs):.2f}, "
        f"disputes {by_rank(items, lambda worth: worth.disputes):.2f}, "
        f"score {by_rank(items, lambda worth: worth.score):.2f}"
    )


def main() -> None:
    """Measure on the corpus that the command line names."""
    pipeline, passages = load(), read_gold(Path(sys.argv[1]), "dev")
    for size in SIZES:
        items = [
            item(pipeline, gold, span)
            for gold in passages
            for span in cut(read_bytes(gold.text.encode(), f"{gold.name}.txt"), size)
        ]
        report(items, size)


if __name__ == "__main__":
    main()
