"""Chinese words with their places in the text."""

import re
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from jixiao.errors import ResourceError
from jixiao.nlp.windows import windows
from jixiao.types import Span

DEFAULT_SEGMENTER = "models/jixiao_zh_segmenter"
# Marks that pkuseg would take for one another as ASCII become wide, as print has them.
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_PIECE = 400
_RUNS = re.compile(r"\s+|\S+")


@cache
def _table() -> dict[int, str]:
    table = {code: chr(wide) for code, wide in _WIDE.items() if not chr(code).isalnum()}
    for code, wide in _WIDE.items():
        if chr(code).isalnum():
            table[code] = table[wide] = "0" if chr(code).isdigit() else "a"
    return table


def plain(text: str) -> str:
    """`text` as the segmenter sees it, of the same length.

    Digits of either width are 0, letters of either width a, other ASCII is wide.

    >>> plain("增长１6.5%(GDP)")
    '增长00．0％（aaa）'
    """
    return text.translate(_table())


class Segmenter:
    """A pkuseg model and a lexicon: words that always hold together.

    `lexicon` joins neighbouring words that together are one of its terms; it
    never cuts through a word.
    """

    def __init__(self, folder: Path) -> None:
        import spacy_pkuseg

        for name in ("features.msgpack", "weights.npz", "lexicon.txt"):
            if not (folder / name).exists():
                raise ResourceError(f"no {name} in {folder}: the segmenter is not whole")
        self._model = spacy_pkuseg.pkuseg(str(folder), user_dict=None)
        # Kept with half precision on disk; the decoder works with double.
        self._model.model.w = self._model.model.w.astype(np.float64)
        self.lexicon = frozenset((folder / "lexicon.txt").read_text("utf-8").split())
        self._longest = max(map(len, self.lexicon), default=0)

    def __call__(self, text: str) -> list[Span]:
        """The words of `text` in code points; with runs of blanks between, they are the text."""
        spans = []
        for run in _RUNS.finditer(text):
            if run.group().isspace():
                spans.append(Span(run.start(), run.end()))
            else:
                spans += self._words(run.group(), run.start())
        return spans

    def words(self, text: str) -> list[str]:
        """The surfaces of the words of `text`, without blanks."""
        return [word for span in self(text) if not (word := span.of(text)).isspace()]

    def cut(self, text: str) -> list[str]:
        """The words that the model alone finds, without the lexicon and blanks."""
        return [word for run in text.split() for word in self._surfaces(run)]

    def _surfaces(self, run: str) -> list[str]:
        ends = accumulate(map(len, self._model.cut(plain(run))), initial=0)
        return [run[start:end] for start, end in pairwise(ends)]

    def _words(self, run: str, base: int) -> list[Span]:
        spans = []
        for piece in windows(run, _PIECE):
            start = base + piece.start
            for word in self._joined(self._surfaces(piece.of(run))):
                spans.append(Span(start, start + len(word)))
                start += len(word)
        return spans

    def _joined(self, words: list[str]) -> list[str]:
        """The words, those together that make up a term, the longest if there are several."""
        joined = []
        first = 0
        while first < len(words):
            last = first + self._in_term(words[first:])
            joined.append("".join(words[first:last]))
            first = last
        return joined

    def _in_term(self, words: list[str]) -> int:
        """How many of the first words make up a term; 1 if they are none."""
        found, surface = 1, ""
        for number, word in enumerate(words, 1):
            surface += word
            if len(surface) > self._longest:
                break
            if surface in self.lexicon:
                found = number
        return found


@lru_cache(maxsize=1)
def default_segmenter() -> Segmenter:
    """The segmenter that ships with jixiao, loaded once."""
    from jixiao.resources import data_path

    return Segmenter(data_path(DEFAULT_SEGMENTER))
