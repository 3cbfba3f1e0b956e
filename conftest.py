"""Which modules pytest looks through for examples."""

from pathlib import Path

TRAINING = Path(__file__).parent / "pipeline" / "jixiao" / "training"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out training modules without an example: to look for one imports PyTorch."""
    if collection_path.parent == TRAINING and collection_path.suffix == ".py":
        return ">>>" not in collection_path.read_text("utf-8") or None
    return None
