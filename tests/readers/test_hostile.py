"""Every hostile file gives a document that says what it lacks, or an error that says why."""

import os
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

from hostile import containers, excel, ofds, pdfs, texts, word
from hostile.bounded import Bounded

CASES = [case for part in (texts, containers, word, excel, ofds, pdfs) for case in part.CASES]
STATUSES = {"empty", "encrypted", "broken", "scanned", "unsupported", "too_large"}
# These alone take longer than all others together.
SLOW = {
    "arrays.pdf",
    "bomb.pdf",
    "corner.xlsx",
    "line-of-5M.txt",
    "lines.txt",
    "long.txt",
    "million.xlsx",
    "pages-100000.pdf",
    "paragraphs.docx",
    "row-2147483647.xlsx",
    "rows.txt",
    "tags.html",
}


@pytest.fixture(scope="module")
def bounded():
    # LibreOffice, where it is installed, has tests of its own.
    with Bounded({**os.environ, "PATH": "/nonexistent"}) as reader:
        yield reader


def test_there_are_many_and_their_names_differ():
    assert len({case.name for case in CASES}) == len(CASES) >= 60
    assert {case.name for case in CASES} >= SLOW
    assert STATUSES | {"document"} >= {each for case in CASES for each in case.outcomes}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.name, marks=pytest.mark.slow if case.name in SLOW else ())
        for case in CASES
    ],
)
def test_a_hostile_file(case, bounded, tmp_path):
    path = tmp_path / case.name
    path.write_bytes(case.make())
    result = bounded.read(path, seconds=180, megabytes=case.megabytes)
    assert result.outcome in case.outcomes, result
    if result.outcome == "document":
        assert set(case.codes) <= set(result.codes)
        assert case.holds in result.text
        assert not case.lacks or case.lacks not in result.text
    else:
        assert re.search(case.says, result.reason), result.reason
        assert 10 < len(result.reason) < 500
        assert "\n" not in result.reason
