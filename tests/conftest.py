from pathlib import Path

import pytest

from jixiao.extract import Pipeline, load

SAMPLES = Path(__file__).parent / "data" / "reports"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The shipped model, loaded once."""
    return load()


@pytest.fixture(scope="session")
def sample() -> Path:
    """A short sample report as txt."""
    return SAMPLES / "04_liuzhou_transport.txt"
