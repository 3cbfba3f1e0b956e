import os
from pathlib import Path

import hypothesis
import pytest

from jixiao.pipeline import Pipeline, load

# How long an example takes depends on the machine, and says nothing of the code. In CI the
# examples are the same each time, so that a failure comes of a change and not of chance.
hypothesis.settings.register_profile("jixiao", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("jixiao")

# What is installed must not decide what a test gives; tests of recognition name their engine.
os.environ["JIXIAO_OCR"] = "off"

SAMPLES = Path(__file__).parent / "data" / "reports"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The shipped model, loaded once."""
    return load()


@pytest.fixture(scope="session")
def sample() -> Path:
    """A short sample report as txt."""
    return SAMPLES / "04_liuzhou_transport.txt"
