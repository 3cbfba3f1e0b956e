"""What was pushed to a project, kept in the batch: the measure of what people did to it.

BATCH/doccano/<layer>.jsonl has the form of a layer and belongs into git. While
a push is under way, <layer>.pending names its files: what a push that was cut
off has left on the server is found by them.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from jixiao.annotations.layers import layer_rows, read_layer
from jixiao.annotations.lines import placed, replace_file, write_rows
from jixiao.annotations.records import Annotation, SourceText


class Snapshot:
    """The snapshot of one project in the folder of a batch."""

    def __init__(self, batch: Path, layer: str) -> None:
        self._path = batch / "doccano" / f"{layer}.jsonl"
        self._pending = self._path.with_suffix(".pending")

    def read(self, texts: Iterable[SourceText]) -> dict[str, Annotation]:
        """What was pushed, by doc_id; empty before the first push. Raises AnnotationError."""
        if not self._path.exists():
            return {}
        by_id = {text.doc_id: text for text in texts}
        return {one.doc_id: one for one in read_layer(self._path, by_id)}

    def write(self, pushed: Iterable[Annotation], texts: Iterable[SourceText]) -> None:
        """Keep what was pushed, in the order of the texts."""
        with placed(self._path):
            rows = list(layer_rows(pushed, texts))
        write_rows(self._path, rows)

    def pending(self) -> list[str]:
        """The names of the files of a push that was cut off."""
        if not self._pending.exists():
            return []
        with placed(self._pending):
            return list(map(str, json.loads(self._pending.read_text("utf-8"))))

    def begin(self, names: list[str]) -> None:
        """Note the files of a push before the first of them goes out."""
        replace_file(self._pending, json.dumps(names).encode("ascii"))

    def end(self) -> None:
        """A push is whole, or nothing of it is left on the server."""
        self._pending.unlink(missing_ok=True)
