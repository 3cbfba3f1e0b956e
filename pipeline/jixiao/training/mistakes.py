"""What was taken for what, with the sentences around."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jixiao.nlp.windows import sentences
from jixiao.types import Mention

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold span that was not found as it is, or a found one that is not gold, or both.

    `sentence` holds the first character of the gold span, or of the found one
    where there is no gold; `document` names the passage.
    """

    document: str
    gold: Mention | None
    found: Mention | None
    sentence: str

    @property
    def kind(self) -> tuple[str, str]:
        """The labels of gold and found span; ``—`` stands for nothing at all.

        The same label twice is a wrong boundary.
        """
        return (
            str(self.gold.label) if self.gold else NOTHING,
            str(self.found.label) if self.found else NOTHING,
        )


def find_mistakes(
    document: str, text: str, found: Iterable[Mention], gold: Iterable[Mention]
) -> list[Mistake]:
    """Every mistake among the spans of a passage, gold ones first, in text order."""
    ours, theirs = list(found), list(gold)
    exact = {(m.start, m.end, m.label) for m in ours} & {(m.start, m.end, m.label) for m in theirs}
    ours = [m for m in ours if (m.start, m.end, m.label) not in exact]
    theirs = [m for m in theirs if (m.start, m.end, m.label) not in exact]
    around = sentences(text)
    starts = [span.start for span in around]

    def mistake(gold: Mention | None, found: Mention | None, start: int) -> Mistake:
        span = around[bisect_right(starts, start) - 1]
        return Mistake(document, gold, found, span.of(text).strip())

    made = [mistake(m, next((o for o in ours if _touch(o, m)), None), m.start) for m in theirs]
    return made + [
        mistake(None, m, m.start) for m in ours if not any(_touch(m, one) for one in theirs)
    ]


def _touch(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def commonest(
    mistakes: Iterable[Mistake], examples: int
) -> list[tuple[tuple[str, str], int, list[Mistake]]]:
    """Kinds of mistakes, the most frequent first, with their number and some `examples`.

    The examples are spread over all mistakes of the kind.
    """
    mistakes = list(mistakes)
    counts = Counter(mistake.kind for mistake in mistakes)
    rows = []
    for kind, count in counts.most_common():
        same = [mistake for mistake in mistakes if mistake.kind == kind]
        step = max(1, count // examples)
        rows.append((kind, count, same[::step][:examples]))
    return rows
