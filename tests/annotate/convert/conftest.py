import pytest

from .cases import reports


@pytest.fixture
def batch(tmp_path):
    """Three texts, two of them with gold."""
    return reports(tmp_path)
