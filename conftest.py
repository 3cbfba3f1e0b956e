"""Which modules pytest looks through for examples."""

from importlib.util import find_spec
from pathlib import Path

TRAINING = Path(__file__).parent / "pipeline" / "jixiao" / "training"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out training where its libraries are missing; `make slow`, which has them, runs it."""
    return True if collection_path == TRAINING and find_spec("torch") is None else None
