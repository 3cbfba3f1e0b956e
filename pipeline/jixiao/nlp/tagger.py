"""The trained mention tagger as a spaCy component."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from jixiao.errors import ResourceError
from jixiao.nlp.component import TrainedComponent
from jixiao.nlp.extensions import MENTIONS, VALUES, set_spans
from jixiao.nlp.merge import Found, merge
from jixiao.nlp.network import CharacterInputs, LstmStack
from jixiao.nlp.tags import decode
from jixiao.nlp.windows import windows
from jixiao.types import Span

# Windows of one run: enough to keep the matrix products busy, little enough to hold.
_ROWS = 32


class MentionTagger(TrainedComponent):
    """Finds names with the network and joins them with the figures of the rules.

    Writes ``doc.spans["mentions"]``.
    """

    def __init__(self, window: int = 200) -> None:
        self.window = window
        self.inputs: CharacterInputs | None = None
        self.network: LstmStack | None = None

    def save(self, folder: Path) -> None:
        if self.inputs and self.network:
            self.inputs.save(folder)
            (folder / "tagger.onnx").write_bytes(self.network.content)

    def restore(self, folder: Path) -> None:
        self.inputs = CharacterInputs.load(folder)
        self.network = LstmStack.load(folder / "tagger.onnx")

    def annotate(self, docs: list[Doc]) -> None:
        texts = [doc.text for doc in docs]
        for doc, text, pieces in zip(docs, texts, self.window_scores(texts), strict=True):
            rules = [
                Found(span.start_char, span.end_char, span.label_, 1.0, "rule")
                for span in doc.spans.get(VALUES, ())
            ]
            names = [
                Found(piece.start + start, piece.start + end, label, round(score, 4), "model")
                for piece, scores in pieces
                for start, end, label, score in decode(scores)
            ]
            spans = merge(text, rules, names)
            set_spans(
                doc, MENTIONS, [(s.start, s.end, str(s.label), s.score, s.origin) for s in spans]
            )

    def window_scores(self, texts: list[str]) -> list[list[tuple[Span, NDArray[np.float32]]]]:
        """The windows of each of `texts` with the log probabilities of their tags.

        Scores have shape (length, tags). Raises ResourceError if no model was loaded.
        """
        if self.inputs is None or self.network is None:
            raise ResourceError("the tagger has no model: load a pipeline folder with spacy.load")
        cuts = [windows(text, self.window) for text in texts]
        pieces = [(i, piece) for i, cut in enumerate(cuts) for piece in cut]
        # Windows alike in length share a run, so that little padding is computed.
        pieces.sort(key=lambda item: item[1].end - item[1].start)
        outputs: dict[tuple[int, Span], NDArray[np.float32]] = {}
        for first in range(0, len(pieces), _ROWS):
            batch = pieces[first : first + _ROWS]
            rows = self.network([self.inputs(piece.of(texts[i])) for i, piece in batch])
            outputs.update(zip(batch, rows, strict=True))
        return [[(piece, outputs[i, piece]) for piece in cut] for i, cut in enumerate(cuts)]
