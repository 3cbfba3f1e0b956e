"""Finding unlabelled lines that hold part of a passage kept for measuring."""

from collections.abc import Iterable
from pathlib import Path

from jixiao.training.corpora import read_gold

# As many characters in a row hardly agree by chance; shorter formulas do.
_LENGTH = 24


class Overlap:
    """Tells whether a line shares `length` characters in a row with one of some texts.

    >>> overlap = Overlap(["全市完成投资三亿元。"], length=4)
    >>> overlap.touches("今年完成投资五亿元"), overlap.touches("完成任务")
    (True, False)
    """

    def __init__(self, texts: Iterable[str], length: int = _LENGTH) -> None:
        self.length = length
        self._pieces = {
            text[i : i + length] for text in texts for i in range(len(text) - length + 1)
        }

    def touches(self, line: str) -> bool:
        """Whether `line` shares so many characters with one of the texts."""
        last = len(line) - self.length + 1
        return any(line[i : i + self.length] in self._pieces for i in range(last))


def dev_overlap(corpus: Path) -> Overlap:
    """The overlap with the dev passages of the gold in `corpus`; with nothing if it has no gold."""
    if not (corpus / "gold" / "reports.jsonl").exists():
        return Overlap([])
    return Overlap(passage.text for passage in read_gold(corpus, "dev"))
