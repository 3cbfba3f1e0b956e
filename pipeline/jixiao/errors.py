"""The project's exceptions: one root, each also the builtin a caller expects."""


class JixiaoError(Exception):
    """Root of every error that jixiao raises on purpose."""


class OffsetError(JixiaoError, ValueError):
    """A span does not hold the characters it claims."""


class ReadError(JixiaoError, ValueError):
    """A file could not be read into a document.

    `status` is the value for the documents table: empty, encrypted, broken,
    scanned, unsupported, too_large, unreadable or missing. `source` names the
    file where it is known; it stands in the message, not in `reason`.
    """

    def __init__(self, status: str, reason: str, source: str | None = None) -> None:
        # All arguments go to the base class, so that the error can be pickled.
        super().__init__(status, reason, source)
        self.status = status
        self.reason = reason
        self.source = source

    def __str__(self) -> str:
        return self.reason if self.source is None else f"{self.source}: {self.reason}"


class ResourceError(JixiaoError, FileNotFoundError):
    """A model, configuration or lexicon is not where it should be."""


class StoreError(JixiaoError, RuntimeError):
    """A knowledge base cannot be opened, written or queried."""


class SchemaVersionError(StoreError):
    """A knowledge base was written under another version of the schema."""


class NamesError(JixiaoError, ValueError):
    """What was decided about names cannot be read, or contradicts itself; `path` is the file."""

    def __init__(self, cause: str, path: str | None = None) -> None:
        # All arguments go to the base class, so that the error can be pickled.
        super().__init__(cause, path)
        self.cause = cause
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: {self.cause}" if self.path else self.cause


class AnnotationError(JixiaoError, ValueError):
    """Annotations that do not fit their text, the scheme or their file format.

    `path`, `line` and `column` (both from 1) say where, as far as it is known.
    """

    def __init__(
        self,
        cause: str,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        # All arguments go to the base class, so that the error can be pickled.
        super().__init__(cause, path, line, column)
        self.cause = cause
        self.path = path
        self.line = line
        self.column = column

    def __str__(self) -> str:
        parts = [
            self.path,
            self.line and f"line {self.line}",
            self.column and f"column {self.column}",
        ]
        place = ", ".join(str(part) for part in parts if part)
        return f"{place}: {self.cause}" if place else self.cause


class DoccanoError(JixiaoError, RuntimeError):
    """A doccano server cannot be installed, started, reached or used as asked."""
