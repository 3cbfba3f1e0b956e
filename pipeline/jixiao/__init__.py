"""jixiao (绩效): from Chinese government reports to a knowledge table.

Every row of the table points to its characters, and every number is checked
against the others. The names a user needs are `read`, `load`, `extract` and
`KnowledgeBase`; they are imported on first use, so that ``import jixiao`` is
cheap.
"""

from typing import TYPE_CHECKING

from jixiao.lazy import lazily

if TYPE_CHECKING:
    from jixiao.pipeline import Pipeline, extract, load
    from jixiao.readers import read
    from jixiao.store import KnowledgeBase

__version__ = "0.1.0"
__all__ = ["KnowledgeBase", "Pipeline", "extract", "load", "read"]

_HOMES = {
    "KnowledgeBase": ".store",
    "Pipeline": ".pipeline",
    "extract": ".pipeline",
    "load": ".pipeline",
    "read": ".readers",
}

__getattr__ = lazily(__name__, _HOMES)
