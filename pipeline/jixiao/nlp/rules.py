"""The component that finds figures, dates and titled documents by rules."""

from spacy.tokens import Doc

from jixiao.nlp.extensions import VALUES, set_spans
from jixiao.values import find


class ValueFinder:
    """Writes what `jixiao.values.find` finds to ``doc.spans["values"]``."""

    def __call__(self, doc: Doc) -> Doc:
        spans = [(span.start, span.end, str(span.label), 1.0, "rule") for span in find(doc.text)]
        set_spans(doc, VALUES, spans)
        return doc
