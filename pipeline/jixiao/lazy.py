"""Public names that are imported on first use, so that a package is cheap to import."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package whose public names live in other modules.

    `homes` gives for every name its module, relative to the package; the names
    stand under `TYPE_CHECKING` in the package too, for whoever checks types.
    The function raises AttributeError for any other name, as Python expects.

    >>> lazily("json", {"JSONDecoder": ".decoder"})("JSONDecoder").__name__
    'JSONDecoder'
    """

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name], package), name)

    return get
