"""What the trained components share: folders, bytes and batches."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from spacy.tokens import Doc
from spacy.util import minibatch

from jixiao.nlp.calibration import Calibration


class TrainedComponent:
    """A component whose trained part is a folder of files.

    Subclasses say how the folder is read and written, and annotate a batch.
    `calibration` makes probabilities of the scores of what they find.
    """

    calibration: Calibration

    def save(self, folder: Path) -> None:
        """Write the trained part into an existing folder."""
        raise NotImplementedError

    def restore(self, folder: Path) -> None:
        """Read what `save` wrote. Raises ResourceError if something is missing."""
        raise NotImplementedError

    def annotate(self, docs: list[Doc]) -> None:
        """Write annotations on each of `docs`."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 8) -> Iterator[Doc]:
        """Annotate a stream of docs, `batch_size` at a time."""
        for batch in minibatch(stream, batch_size):
            docs = list(batch)
            self.annotate(docs)
            yield from docs

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """SpaCy's hook: write the component to a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        self.save(folder)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """SpaCy's hook: read the component from a folder."""
        self.restore(Path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component's folder as an uncompressed zip archive."""
        buffer = io.BytesIO()
        with TemporaryDirectory() as name, zipfile.ZipFile(buffer, "w") as archive:
            self.save(Path(name))
            for file in sorted(Path(name).iterdir()):
                archive.writestr(zipfile.ZipInfo(file.name), file.read_bytes())
        return buffer.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """What `to_bytes` gave."""
        with TemporaryDirectory() as name, zipfile.ZipFile(io.BytesIO(data)) as archive:
            archive.extractall(name)
            self.restore(Path(name))
        return self


@contextmanager
def raw_scores(pipes: Iterable[object]) -> Iterator[None]:
    """Inside, the trained components among `pipes` give the scores of their models."""
    trained = [pipe for pipe in pipes if isinstance(pipe, TrainedComponent)]
    kept = [pipe.calibration for pipe in trained]
    try:
        for pipe in trained:
            pipe.calibration = Calibration()
        yield
    finally:
        for pipe, calibration in zip(trained, kept, strict=True):
            pipe.calibration = calibration
