"""What a report costs, stage by stage: `python benchmarks/extract.py FILES… [--times N]`.

Prints characters per second of processor time of each stage over the files, and
the peak memory of the process. The first pass over the files is not counted.
With `--peer FOLDER`, a pipeline of spaCy (benchmarks/spacy_cnn.py trains one),
also how fast that annotates the same texts, and how many times as long it takes
as the model stage.
"""

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy

from jixiao.checks import check
from jixiao.facts import build
from jixiao.nlp.windows import windows
from jixiao.pipeline import Pipeline, load
from jixiao.readers import read
from jixiao.readers.metadata import metadata
from jixiao.readers.outline import outline


class Clock:
    """Seconds of processor time spent by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def __call__(self, stage: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        result = work()
        self.seconds[stage] += time.process_time() - started
        return result


def one_pass(pipeline: Pipeline, files: list[Path], clock: Clock) -> int:
    """Run every stage over every file; the number of characters read."""
    characters = 0
    for file in files:
        document = clock("read", lambda file=file: read(file))
        characters += len(document.text)
        sections = clock("outline", lambda d=document: outline(d))
        about = clock("metadata", lambda d=document, s=sections: metadata(d, s))
        mentions, relations = clock("model", lambda d=document: pipeline.annotate(d.text))
        whole = (document, sections, about, mentions, relations)
        result = clock("facts", lambda w=whole: build(*w))
        known = (document, sections, result.mentions, relations, result.facts)
        clock("checks", lambda k=known: check(*k))
    return characters


def peer_seconds(folder: Path, files: list[Path], times: int) -> float:
    """Seconds that the spaCy pipeline in `folder` takes for the windows of the texts."""
    nlp = spacy.load(folder)
    texts = [text for file in files for text in pieces(read(file).text)]
    list(nlp.pipe(texts))
    started = time.process_time()
    for _ in range(times):
        list(nlp.pipe(texts))
    return time.process_time() - started


def pieces(text: str) -> list[str]:
    return [piece.of(text) for piece in windows(text, 200)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--peer", type=Path)
    options = parser.parse_args()
    started = time.process_time()
    pipeline = load(options.model)
    print(f"load model     {time.process_time() - started:8.2f} s")
    one_pass(pipeline, options.files, Clock())
    clock = Clock()
    characters = sum(one_pass(pipeline, options.files, clock) for _ in range(options.times))
    for stage, seconds in clock.seconds.items():
        print(f"{stage:<14} {seconds:8.2f} s {characters / seconds:12,.0f} characters/s")
    total = sum(clock.seconds.values())
    print(f"{'all':<14} {total:8.2f} s {characters / total:12,.0f} characters/s")
    if options.peer:
        seconds = peer_seconds(options.peer, options.files, options.times)
        ratio = seconds / clock.seconds["model"]
        print(f"{'peer':<14} {seconds:8.2f} s {characters / seconds:12,.0f} characters/s")
        print(f"{'peer / model':<14} {ratio:8.2f}")
    print(f"peak memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
