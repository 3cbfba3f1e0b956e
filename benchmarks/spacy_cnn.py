"""The names by spaCy's own network: `python benchmarks/spacy_cnn.py CORPUS WORK [--steps N]`.

Trains spaCy's hash-embedding CNN with its transition-based NER on the train
part of CORPUS (a corpus folder, see models/README.md) for the five labels that
jixiao does not find by rules, in the windows that the tagger reads. A tenth of
the train passages tells spaCy which step was best. Prints precision, recall and
F1 by label on the dev part, characters per second on one thread and the size on
disk; the shipped tagger's network, without rules, beside it. Public corpora that
annotate only some of the labels are left out: spaCy cannot mask the others.
"""

import argparse
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy
from spacy.cli.init_config import fill_config
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from jixiao.nlp.tagger import MentionTagger, model_spans
from jixiao.nlp.windows import windows
from jixiao.pipeline import load
from jixiao.scoring import ALL, Scores, score_spans, sum_scores
from jixiao.training.corpora import Passage, gather_gold
from jixiao.types import Label, Mention

LABELS = (Label.ORG, Label.INDICATOR, Label.PROJECT, Label.AWARD, Label.PERSON)
WINDOW = 200

CONFIG = Path(__file__).with_suffix(".cfg")


def window_docs(nlp: Language, passage: Passage) -> Iterable[Doc]:
    """The windows of a passage, one token a character, with the names that lie inside."""
    for piece in windows(passage.text, WINDOW):
        text = piece.of(passage.text)
        doc = Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))
        inside = [
            doc.char_span(m.start - piece.start, m.end - piece.start, label=str(m.label))
            for m in passage.mentions
            if m.label in LABELS and piece.start <= m.start and m.end <= piece.end
        ]
        doc.ents = filter_spans([span for span in inside if span is not None])
        yield doc


def write_docs(nlp: Language, passages: list[Passage], path: Path) -> None:
    docs = [doc for passage in passages for doc in window_docs(nlp, passage)]
    DocBin(docs=docs).to_disk(path)


def train_cnn(passages: list[Passage], work: Path, steps: int) -> Language:
    """The best of spaCy's networks after at most `steps` batches."""
    work.mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("zh")
    write_docs(nlp, [p for i, p in enumerate(passages) if i % 10], work / "train.spacy")
    write_docs(nlp, passages[::10], work / "dev.spacy")
    fill_config(work / "config.cfg", CONFIG)
    overrides = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "training.max_steps": steps,
    }
    train(work / "config.cfg", work / "model", overrides=overrides)
    return spacy.load(work / "model" / "model-best")


def by_cnn(nlp: Language, text: str) -> list[Mention]:
    pieces = windows(text, WINDOW)
    return [
        Mention("", piece.start + e.start_char, piece.start + e.end_char, Label(e.label_), e.text)
        for piece, doc in zip(pieces, nlp.pipe(p.of(text) for p in pieces), strict=True)
        for e in doc.ents
    ]


def by_tagger(tagger: MentionTagger, text: str) -> list[Mention]:
    (pieces,) = tagger.window_scores([text])
    return [
        Mention("", found.start, found.end, found.label, text[found.start : found.end])
        for found in model_spans(pieces)
        if found.label in LABELS
    ]


def measure(find: Callable[[str], list[Mention]], passages: list[Passage]) -> tuple[Scores, float]:
    """Exact scores over `passages`, and characters per second of processor time."""
    started = time.process_time()
    found = [find(passage.text) for passage in passages]
    seconds = time.process_time() - started
    scores = [
        score_spans(ours, [m for m in passage.mentions if m.label in LABELS])
        for ours, passage in zip(found, passages, strict=True)
    ]
    return sum_scores(scores), sum(len(p.text) for p in passages) / seconds


def show(name: str, scores: Scores, speed: float, folder: Path) -> None:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"\n{name}: {speed:,.0f} characters/s, {size / 1e6:.1f} MB")
    for label in (*map(str, LABELS), ALL):
        score = scores[label]
        print(f"  {label:<10} {score.precision:.3f} {score.recall:.3f} {score.f1:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=3000)
    options = parser.parse_args()
    dev = gather_gold(options.corpus, [], "dev")
    started = time.perf_counter()
    nlp = train_cnn(gather_gold(options.corpus, [], "train"), options.work, options.steps)
    print(f"trained in {time.perf_counter() - started:.0f} s")
    best = options.work / "model" / "model-best"
    show("spaCy CNN", *measure(lambda text: by_cnn(nlp, text), dev), best)
    ours = load()
    tagger = ours.nlp.get_pipe("jixiao_mentions")
    assert isinstance(tagger, MentionTagger)
    folder = Path(ours.nlp.path or ".") / "jixiao_mentions"
    show("jixiao tagger", *measure(lambda text: by_tagger(tagger, text), dev), folder)


if __name__ == "__main__":
    main()
