"""What rows run together gain: `python benchmarks/lstm.py [MODEL] [--length N]`.

Runs the LSTM graphs of a pipeline folder on made input vectors, with 1 to 32
rows in a batch. Prints characters per second of processor time, the best of
several runs each.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from jixiao.nlp.network import Graph
from jixiao.nlp.relations import RelationFinder
from jixiao.nlp.tagger import MentionTagger
from jixiao.pipeline import load


def seconds(graph: Graph, size: int, length: int, rows: int) -> float:
    """The least processor time of a run."""
    inputs = np.random.default_rng(0).normal(scale=0.3, size=(length, rows, size))
    lengths = np.full(rows, length, dtype=np.int32)
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        graph.run(inputs=inputs.astype(np.float32), lengths=lengths)
        best = min(best, time.process_time() - started)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", type=Path)
    parser.add_argument("--length", type=int, default=180)
    options = parser.parse_args()
    tagger, finder = None, None
    for _, pipe in load(options.model).nlp.pipeline:
        tagger = pipe if isinstance(pipe, MentionTagger) else tagger
        finder = pipe if isinstance(pipe, RelationFinder) else finder
    if not (tagger and tagger.inputs and tagger.network and finder and finder.network):
        parser.error("the pipeline has no tagger or no relations")
    assert finder.scorer
    marked = tagger.inputs.size + finder.scorer.tags.shape[1]
    graphs = {"tagger": (tagger.network, tagger.inputs.size), "relations": (finder.network, marked)}
    for name, (graph, size) in graphs.items():
        print(f"{name} ({len(graph.content) / 1e6:.1f} MB)")
        for rows in (1, 2, 4, 8, 16, 32):
            spent = seconds(graph, size, options.length, rows)
            print(f"{rows:>4} rows {rows * options.length / spent:>10,.0f} characters/s")


if __name__ == "__main__":
    main()
