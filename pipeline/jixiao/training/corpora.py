"""The corpora that models are trained and evaluated on.

Gold comes from batches of annotations (docs/annotations.md) and from a corpus
folder. A corpus folder holds ``gold/reports.jsonl`` with ``gold/split.json``,
``data/ner/*.jsonl.xz`` and ``data/unlabelled/*.txt.xz``; models/README.md says
where its parts come from. Nothing of that folder is part of the product.
"""

import json
import lzma
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.annotations.folder import Batch
from jixiao.annotations.records import GOLD, Annotation, SourceText, Status
from jixiao.errors import AnnotationError, OffsetError, ResourceError
from jixiao.types import Label, Mention, Relation, RelationLabel


@dataclass(frozen=True, slots=True)
class Passage:
    """An annotated text.

    A label outside `closed` is unknown where it is not annotated, not absent.
    `unknown` holds spans of which nothing is known (places in corpora that do
    not say whether a place acts as a body). `facts` and `checks` are rows as
    in the output contract.
    """

    name: str
    text: str
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...] = ()
    closed: frozenset[Label] = frozenset(Label)
    unknown: tuple[tuple[int, int], ...] = ()
    facts: tuple[dict[str, Any], ...] = ()
    checks: tuple[dict[str, Any], ...] = ()


def _mention(text: str, row: dict[str, Any], number: int) -> Mention:
    start, end = row["start"], row["end"]
    surface = text[start:end]
    if not surface or row.get("text", surface) != surface:
        raise OffsetError(f"[{start}, {end}) is {surface!r}, not {row.get('text')!r}")
    return Mention(row.get("id", f"m{number}"), start, end, Label(row["label"]), surface)


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(
        name=row["doc"],
        text=row["text"],
        mentions=tuple(_mention(row["text"], span, i) for i, span in enumerate(row["spans"])),
        relations=tuple(
            Relation(link["head"], RelationLabel(link["label"]), link["tail"])
            for link in row["relations"]
        ),
        facts=tuple(row.get("facts", ())),
        checks=tuple(row.get("checks", ())),
    )


def read_gold(folder: Path, part: str) -> list[Passage]:
    """The passages of `part` (train or dev) of the gold in `folder`/gold.

    Raises ResourceError if the gold is not there, OffsetError if a span does
    not hold the characters it claims.
    """
    path = folder / "gold" / "reports.jsonl"
    if not path.exists():
        raise ResourceError(f"no gold at {path}: a corpus folder holds gold/reports.jsonl")
    names = set(json.loads((folder / "gold" / "split.json").read_text("utf-8"))[part])
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [_passage(row) for row in rows if row["doc"] in names]


def _annotated(text: SourceText, gold: Annotation) -> Passage:
    return Passage(
        name=text.doc_id,
        text=text.text,
        mentions=tuple(
            Mention(span.id, span.start, span.end, span.label, span.surface) for span in gold.spans
        ),
        relations=tuple(Relation(link.head, link.label, link.tail) for link in gold.relations),
    )


def read_batch(
    batch: Batch, part: str, log: Callable[[str], None] = lambda _: None
) -> list[Passage]:
    """The passages of `part` (train or dev) of a batch, from its gold.

    Only what was confirmed is gold; `log` is told how many texts of the part
    are not. Raises AnnotationError if the batch has no such part or no gold, or
    something in it does not fit.
    """
    split = batch.split()
    if part not in split:
        raise AnnotationError(
            f"the batch has no {part} part: its split.json names it", str(batch.path)
        )
    gold = {one.doc_id: one for one in batch.read(GOLD) if one.status is Status.CONFIRMED}
    texts = [text for text in batch.texts() if text.doc_id in split[part]]
    if without := sum(text.doc_id not in gold for text in texts):
        log(f"{batch.name}: {without} texts of {part} have no confirmed gold, left out")
    return [_annotated(text, gold[text.doc_id]) for text in texts if text.doc_id in gold]


def gather_gold(
    corpus: Path | None,
    batches: Iterable[Batch],
    part: str,
    log: Callable[[str], None] = lambda _: None,
) -> list[Passage]:
    """The passages of `part` of a corpus folder, if it is given, and of batches.

    The folder may be without gold where a batch has some. Raises ResourceError
    if there is no passage at all, and as `read_gold` and `read_batch` do.
    """
    passages = [passage for batch in batches for passage in read_batch(batch, part, log)]
    if corpus is not None and (not passages or (corpus / "gold").exists()):
        passages = read_gold(corpus, part) + passages
    if not passages:
        raise ResourceError(f"there is no gold for {part}")
    return passages


def read_sentences(path: Path, closed: frozenset[Label]) -> Iterator[Passage]:
    """Sentences of a public corpus (jsonl.xz), trusted only for the labels in `closed`."""
    known = set(Label)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            spans = row["spans"]
            told = [span for span in spans if span["label"] in known and span["label"] in closed]
            yield Passage(
                name=f"{path.stem}:{number}",
                text=row["text"],
                mentions=tuple(_mention(row["text"], span, i) for i, span in enumerate(told)),
                closed=frozenset(closed & set(row["closed"])),
                unknown=tuple((s["start"], s["end"]) for s in spans if s["label"] == "LOC"),
            )


def public_sentences(folder: Path, name: str) -> list[Passage]:
    """All sentences of the public corpus `name`, with every label of ours that it has closed.

    Raises ResourceError if it is not there.
    """
    path = folder / "data" / "ner" / f"{name}.jsonl.xz"
    if not path.exists():
        raise ResourceError(f"no sentences at {path}")
    return list(read_sentences(path, frozenset(Label)))


def sample_sentences(folder: Path, shares: dict[str, float], seed: int) -> list[Passage]:
    """A sample of the public corpora in `shares` (file stem to share), ORG and PERSON only."""
    rng = random.Random(seed)
    told = frozenset({Label.ORG, Label.PERSON})
    return [
        sentence
        for name, share in shares.items()
        for sentence in read_sentences(folder / "data" / "ner" / f"{name}.jsonl.xz", told)
        if rng.random() < share
    ]


def read_unlabelled(folder: Path, names: list[str]) -> Iterator[str]:
    """Lines of the unlabelled texts named, without their line ends.

    A public corpus of that name gives the text of its sentences.
    """
    for name in names:
        path = folder / "data" / "unlabelled" / f"{name}.txt.xz"
        if not path.exists():
            yield from (sentence.text for sentence in public_sentences(folder, name))
            continue
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line := line.strip():
                    yield line
