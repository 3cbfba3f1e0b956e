"""The project's exceptions: one root, each also the builtin a caller expects."""


class JixiaoError(Exception):
    """Root of every error that jixiao raises on purpose."""


class OffsetError(JixiaoError, ValueError):
    """A span does not hold the characters it claims."""


class ReadError(JixiaoError, ValueError):
    """A file could not be read into a document.

    `status` is the value for the documents table: empty, encrypted, broken,
    scanned, unsupported, too_large, unreadable or missing.
    """

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class ResourceError(JixiaoError, FileNotFoundError):
    """A model, configuration or lexicon is not where it should be."""


class StoreError(JixiaoError, RuntimeError):
    """A knowledge base cannot be opened, written or queried."""


class SchemaVersionError(StoreError):
    """A knowledge base was written under another version of the schema."""
