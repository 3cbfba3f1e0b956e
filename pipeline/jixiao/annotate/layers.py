"""Layers by the names that people type."""

from jixiao.annotations.folder import Batch
from jixiao.annotations.records import ANNOTATOR, GOLD, PRE, Annotation


def layer_name(name: str) -> str:
    """The full name of a layer; an annotator may be named alone.

    >>> layer_name("li"), layer_name("annotator-li"), layer_name("gold")
    ('annotator-li', 'annotator-li', 'gold')
    """
    return name if name in (PRE, GOLD) or name.startswith(ANNOTATOR) else f"{ANNOTATOR}{name}"


def read_layer(batch: Batch, name: str) -> tuple[str, tuple[Annotation, ...]]:
    """A layer by any of its names: its full name and its annotations.

    Raises AnnotationError if the batch has no such layer.
    """
    full = layer_name(name)
    return full, batch.read(full)
