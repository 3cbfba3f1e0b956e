"""jixiao (绩效): from Chinese government reports to a knowledge table.

Every row of the table points to its characters, and every number is checked
against the others. The names a user needs are `read`, `load`, `extract` and
`KnowledgeBase`; they are imported on first use, so that ``import jixiao`` is
cheap.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jixiao.pipeline import Pipeline, extract, load
    from jixiao.readers import read
    from jixiao.store import KnowledgeBase

__version__ = "0.1.0"
__all__ = ["KnowledgeBase", "Pipeline", "extract", "load", "read"]

_HOMES = {
    "KnowledgeBase": "jixiao.store",
    "Pipeline": "jixiao.pipeline",
    "extract": "jixiao.pipeline",
    "load": "jixiao.pipeline",
    "read": "jixiao.readers",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its home module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'jixiao' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
