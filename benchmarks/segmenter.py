"""Word segmenters side by side: words found, speed, time to load and memory.

    python benchmarks/segmenter.py CORPUS

CORPUS is a corpus folder (models/README.md) with data/segmentation. Measured is the
part that configs/segmenter.toml holds out: the last tenth of the lines, from which the
shipped model has learnt nothing. A word counts as found when both its ends are right;
a word is unknown when the first nine tenths have it nowhere. Speed is that of the best
of three rounds in processor time on one core, memory what the process grows by.

jieba and the model that spacy-pkuseg downloads (in ~/.pkuseg) are no dependencies of
this project; they are measured where they are there. Both were made for other
conventions of what a word is, which this corpus counts against them.
"""

import argparse
import importlib.util
import resource
import time
import tomllib
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from jixiao.nlp.segmenter import DEFAULT_SEGMENTER, Segmenter
from jixiao.resources import data_path
from jixiao.training.segmenter import (
    known_words,
    read_segmented,
    recall_of_unknown,
    score_words,
    split_lines,
)

ROUNDS = 3
Cut = Callable[[str], list[str]]


def shipped() -> Cut:
    return Segmenter(data_path(DEFAULT_SEGMENTER)).words


def shipped_without_lexicon() -> Cut:
    return Segmenter(data_path(DEFAULT_SEGMENTER)).cut


def jieba() -> Cut | None:
    if importlib.util.find_spec("jieba") is None:
        return None
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    return jieba.lcut


def spacy_pkuseg() -> Cut | None:
    import spacy_pkuseg

    folder = Path(spacy_pkuseg.config.pkuseg_home) / "spacy_ontonotes"
    return spacy_pkuseg.pkuseg(str(folder)).cut if folder.exists() else None


SEGMENTERS = {
    "shipped": shipped,
    "shipped, no lexicon": shipped_without_lexicon,
    "spacy-pkuseg's own": spacy_pkuseg,
    "jieba": jieba,
}


def memory() -> float:
    """What the process holds in memory, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def seconds(cut: Cut, texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        cut(text)
    return time.process_time() - start


def measure(name: str, learnt: list[list[str]], held_out: list[list[str]]) -> str:
    before, start = memory(), time.process_time()
    cut = SEGMENTERS[name]()
    if cut is None:
        return f"{name:<20} is not here"
    loaded, grown = time.process_time() - start, memory() - before
    texts = ["".join(words) for words in held_out]
    best = min(seconds(cut, texts) for _ in range(ROUNDS))
    score = score_words(cut, held_out)
    unknown = recall_of_unknown(cut, held_out, known_words(learnt))
    return (
        f"{name:<20} {score.precision:>6.4f} {score.recall:>6.4f} {score.f1:>6.4f} {unknown:>7.3f}"
        f" {sum(map(len, texts)) / best:>9.0f} {loaded:>7.2f} {grown:>7.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    corpus = parser.parse_args().corpus
    config = tomllib.loads(data_path("configs/segmenter.toml").read_text("utf-8"))["segmenter"]
    path = corpus / "data" / "segmentation" / f"{config['text']}.txt.xz"
    learnt, held_out = split_lines(read_segmented(path), config["held_out"])
    print(f"{len(held_out)} lines, {sum(map(len, held_out))} words")
    print("                          P      R     F1 unknown   chars/s  load s      MB")
    context = get_context("spawn")
    for name in SEGMENTERS:
        # A process for each, so that none stands on what another has loaded.
        with context.Pool(1) as pool:
            print(pool.apply(measure, (name, learnt, held_out)), flush=True)


if __name__ == "__main__":
    main()
