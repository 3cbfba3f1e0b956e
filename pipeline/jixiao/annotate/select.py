"""Which texts are most worth an annotator's hour: doubtful, disputed, and unlike each other."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from jixiao.annotations.folder import Batch
from jixiao.annotations.lines import write_rows
from jixiao.annotations.records import ANNOTATOR, GOLD, SourceText, Status
from jixiao.pipeline import Pipeline

ORDER = "order.jsonl"
# Near-identical: half of the pieces of this many characters are the same.
_PIECE = 8
_ALIKE = 0.5
_SKETCH = 128
_DIGITS = re.compile(r"[0-9０-９]+")
# What a text loses if all texts chosen so far are of its genre.
_GENRE_DISCOUNT = 0.5


@dataclass(frozen=True, slots=True)
class Worth:
    """Corrections that a text is expected to need, each per 1,000 characters.

    `tags`: characters with a wrong tag; `pairs`: wrong or missed relations;
    `disputes`: places where rules and network differ, of which one is wrong
    and the other stands in the layer, so that half of them count.
    """

    tags: float
    pairs: float
    disputes: float

    @property
    def score(self) -> float:
        """Their sum, disputes counted by half."""
        return self.tags + self.pairs + self.disputes / 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text with its worth and what it is to be unlike others in."""

    doc_id: str
    title: str
    bureau: str
    genre: str
    worth: Worth
    sketch: frozenset[int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A text in its place in the order; `turn` is how often its bureau, or a text like it, came."""

    candidate: Candidate
    turn: int


def worth_of(pipeline: Pipeline, text: str) -> Worth:
    """The worth of correcting what the pipeline makes of a text."""
    doubts = pipeline.doubts(text)
    per_thousand = 1000 / max(len(text), 1)
    return Worth(
        doubts.tags * per_thousand,
        doubts.pairs * per_thousand,
        len(doubts.disputes) * per_thousand,
    )


def candidate(pipeline: Pipeline, text: SourceText) -> Candidate:
    """A text of a batch as a candidate; bureau and genre are those in its meta."""
    meta = dict(text.meta)
    return Candidate(
        text.doc_id,
        text.title,
        meta.get("bureau") or meta.get("document") or text.doc_id,
        meta.get("genre") or "",
        worth_of(pipeline, text.text),
        sketch(text.text),
    )


def sketch(text: str) -> frozenset[int]:
    """The least hashes of the pieces of a text, figures and blanks left out of account.

    Two texts that differ in their figures alone have the same sketch (bottom-k
    sketch: Broder 1997, On the resemblance and containment of documents).
    """
    plain = _DIGITS.sub("0", "".join(text.split()))
    pieces = {plain[i : i + _PIECE] for i in range(max(len(plain) - _PIECE + 1, 1))}
    return frozenset(
        sorted(crc32(piece.encode("utf-8", "surrogatepass")) for piece in pieces)[:_SKETCH]
    )


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """About the share of pieces that two texts have in common (Jaccard), from their sketches.

    >>> resemblance(sketch("我局支出3万元，比上年减少。"), sketch("我局支出25万元，比上年减少。"))
    1.0
    """
    least = frozenset(sorted(one | other)[:_SKETCH])
    return len(least & one & other) / len(least) if least else 1.0


def rank(candidates: Iterable[Candidate]) -> list[Choice]:
    """All candidates, the most worth first, none of a kind twice before others came once.

    Greedy: of the texts whose bureau and whose near-identical texts came least
    often, the one of the highest score; a text of a genre that makes up the
    share s of what was chosen loses s/2 of its score. Ties go by doc_id.
    """
    waiting = {one.doc_id: one for one in sorted(candidates, key=lambda one: one.doc_id)}
    bureaus: Counter[str] = Counter()
    genres: Counter[str] = Counter()
    alike: Counter[str] = Counter()
    chosen: list[Choice] = []

    def turn(one: Candidate) -> int:
        return max(bureaus[one.bureau], alike[one.doc_id])

    def value(one: Candidate) -> float:
        share = genres[one.genre] / len(chosen) if chosen else 0.0
        return one.worth.score * (1 - _GENRE_DISCOUNT * share)

    while waiting:
        best = min(waiting.values(), key=lambda one: (turn(one), -value(one)))
        chosen.append(Choice(waiting.pop(best.doc_id), turn(best)))
        bureaus[best.bureau] += 1
        genres[best.genre] += 1
        alike.update(
            name for name, one in waiting.items() if resemblance(one.sketch, best.sketch) >= _ALIKE
        )
    return chosen


def waiting_texts(batch: Batch) -> list[SourceText]:
    """The texts that nobody has confirmed, in an annotator's layer or in gold."""
    layers = [name for name in batch.layers() if name == GOLD or name.startswith(ANNOTATOR)]
    done = {
        annotation.doc_id
        for layer in layers
        for annotation in batch.read(layer)
        if annotation.status is Status.CONFIRMED
    }
    return [text for text in batch.texts() if text.doc_id not in done]


def choose(
    pipeline: Pipeline,
    texts: Sequence[SourceText],
    report: Callable[[str], None] = lambda name: None,
) -> list[Choice]:
    """The texts in the order in which to annotate them; `report` is called after each is read."""

    def read() -> Iterator[Candidate]:
        for text in texts:
            yield candidate(pipeline, text)
            report(text.title)

    return rank(read())


def order_rows(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """One row a text: its place from 1, score, the parts of it, and the turn it came in."""
    return [
        {
            "doc_id": choice.candidate.doc_id,
            "place": place,
            "score": round(choice.candidate.worth.score, 2),
            **{name: round(part, 2) for name, part in asdict(choice.candidate.worth).items()},
            "turn": choice.turn,
            "bureau": choice.candidate.bureau,
            "genre": choice.candidate.genre,
        }
        for place, choice in enumerate(choices, 1)
    ]


def write_order(batch: Batch, choices: Sequence[Choice]) -> Path:
    """Write the order into the batch, one line a text; the path of the file."""
    path = batch.path / ORDER
    write_rows(path, order_rows(choices))
    return path


def server_scores(choices: Sequence[Choice], texts: Iterable[SourceText]) -> dict[str, float]:
    """Scores whose falling order is the chosen order; 0 for texts that were not chosen."""
    scores = dict.fromkeys((text.doc_id for text in texts), 0.0)
    places = enumerate(reversed(choices), 1)
    return scores | {choice.candidate.doc_id: float(place) for place, choice in places}
