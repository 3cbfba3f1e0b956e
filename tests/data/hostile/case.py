"""A hostile file and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A file called `name` with the bytes that `make` gives.

    `outcomes` are those that are right: document, or statuses of ReadError. Where it is
    a document, `codes` are warnings that it must have, `holds` text that it must hold,
    `lacks` text that it must not. Where it is none, the reason matches `says`.
    """

    name: str
    make: Callable[[], bytes]
    outcomes: tuple[str, ...]
    says: str = ""
    codes: tuple[str, ...] = ()
    holds: str = ""
    lacks: str = ""
    megabytes: int = 1000


def refused(name: str, make: Callable[[], bytes], status: str, says: str, **more: int) -> Case:
    """A file that is refused with one of the statuses (parted by blanks) and this reason."""
    return Case(name, make, tuple(status.split()), says, **more)


def taken(
    name: str,
    make: Callable[[], bytes],
    *codes: str,
    holds: str = "",
    lacks: str = "",
    megabytes: int = 1000,
) -> Case:
    """A file that gives a document with these warnings."""
    return Case(name, make, ("document",), "", codes, holds, lacks, megabytes)
