"""Which files a run has to do with."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.batch.seen import SeenFiles
from jixiao.batch.tasks import Task
from jixiao.store import KnowledgeBase, path_id

REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is extracted again, beside what is not there yet.

    `failed`: what gave no text before; `outdated`: what another program,
    schema or model made; `known`: everything. `removed_from` are paths whose
    documents are marked if their content is there no more.
    """

    failed: bool = False
    outdated: bool = False
    known: bool = False
    removed_from: tuple[str, ...] = ()


NEW_ONLY = Choice()


@dataclass(slots=True)
class Selection:
    """Decides file by file, and keeps what it learnt of them: ids, and what it left alone."""

    kb: KnowledgeBase
    fingerprint: Callable[[], str]
    choice: Choice
    present: set[str] = field(default_factory=set)
    skipped: int = 0
    failed_before: int = 0
    outdated: int = 0
    _unread: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._unread = self.kb.unread()

    def tasks(
        self, sources: Iterable[Path], seen: SeenFiles, skipped: Callable[[Path], None]
    ) -> Iterator[Task | None]:
        """A task for every file that is to be extracted, None for every other.

        The same content is extracted once, under the first of its names.
        """
        for source in sources:
            content, size = seen.identify(source)
            doc_id = content or path_id(str(source))
            wanted, force = self._wants(doc_id)
            self.present.add(doc_id)
            if wanted:
                yield Task(str(source), content, size, force)
            else:
                self.skipped += 1
                skipped(source)
                yield None

    def _wants(self, doc_id: str) -> tuple[bool, bool]:
        """Whether the document is to be extracted, and whether in the place of what is there."""
        if doc_id in self.present:
            return False, False
        if not self.kb.has(doc_id):
            return True, False
        status = self._unread.get(doc_id)
        if self.choice.known or status == REMOVED or (status and self.choice.failed):
            return True, True
        outdated = self.kb.pipeline_of(doc_id) != self.fingerprint()
        if outdated and self.choice.outdated:
            return True, True
        self.outdated += outdated
        self.failed_before += status is not None
        return False, False
