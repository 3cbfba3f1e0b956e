"""The trained mention tagger as a spaCy component."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from jixiao.errors import ResourceError
from jixiao.nlp.calibration import Calibration, mention_curve
from jixiao.nlp.component import TrainedComponent
from jixiao.nlp.extensions import MENTIONS, VALUES, set_spans, text_of
from jixiao.nlp.inputs import Inputs, load_inputs
from jixiao.nlp.merge import Found, merge
from jixiao.nlp.network import LstmStack
from jixiao.nlp.tags import decode
from jixiao.nlp.windows import windows
from jixiao.types import Label, Span

# Windows of one run: enough to keep the matrix products busy, little enough to hold.
_ROWS = 32


WindowScores = list[tuple[Span, NDArray[np.float32]]]


def rule_spans(doc: Doc) -> list[Found]:
    """What the rules found on `doc`, in text order."""
    return [
        Found(span.start_char, span.end_char, Label(span.label_), 1.0, "rule")
        for span in doc.spans.get(VALUES, ())
    ]


def model_spans(pieces: WindowScores) -> list[Found]:
    """What the network found, of all ten labels, before it is joined with the rules."""
    found = decode([scores for _, scores in pieces])
    return [
        Found(piece.start + start, piece.start + end, label, round(score, 4), "model")
        for (piece, _), spans in zip(pieces, found, strict=True)
        for start, end, label, score in spans
    ]


class MentionTagger(TrainedComponent):
    """Finds names with the network and joins them with the figures of the rules.

    Writes ``doc.spans["mentions"]``.
    """

    def __init__(self, window: int = 200) -> None:
        self.window = window
        self.inputs: Inputs | None = None
        self.network: LstmStack | None = None
        self.calibration = Calibration()

    def save(self, folder: Path) -> None:
        if self.inputs and self.network:
            self.inputs.save(folder)
            (folder / "tagger.onnx").write_bytes(self.network.content)
            self.calibration.save(folder)

    def restore(self, folder: Path) -> None:
        self.inputs = load_inputs(folder)
        self.network = LstmStack.load(folder / "tagger.onnx")
        self.calibration = Calibration.load(folder)

    def annotate(self, docs: list[Doc]) -> None:
        texts = [text_of(doc) for doc in docs]
        for doc, text, pieces in zip(docs, texts, self.window_scores(texts), strict=True):
            spans = merge(text, rule_spans(doc), model_spans(pieces))
            set_spans(doc, MENTIONS, [self._row(span) for span in spans])

    def _row(self, found: Found) -> tuple[int, int, str, float, str]:
        score = self.calibration(mention_curve(found.origin, found.label), found.score)
        return found.start, found.end, str(found.label), score, found.origin

    def window_scores(self, texts: list[str]) -> list[WindowScores]:
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
            rows = self.network(self.inputs([piece.of(texts[i]) for i, piece in batch]))
            outputs.update(zip(batch, rows, strict=True))
        return [[(piece, outputs[i, piece]) for piece in cut] for i, cut in enumerate(cuts)]
