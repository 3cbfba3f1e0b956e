"""What holds for every format: half a file is no whole one, names and links decide nothing."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

from hostile import links
from hostile.bounded import Bounded
from hostile.sound import MAKERS

from jixiao.readers import read_bytes
from jixiao.readers.sniff import SUFFIXES

# What says that a document may lack something.
TOLD = {"cut_short", "damaged_parts", "undecodable_bytes"}
SHARES = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)


@pytest.fixture(scope="module")
def sound():
    return {kind: make() for kind, make in MAKERS.items()}


@pytest.fixture(scope="module")
def bounded():
    with Bounded({**os.environ, "PATH": "/nonexistent"}) as reader:
        yield reader


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind != "txt"])
def test_half_a_file_is_refused_or_told(kind, sound, bounded, tmp_path):
    data = sound[kind]
    whole = read_bytes(data, f"报告.{kind}")
    assert not TOLD & {issue.code for issue in whole.warnings}
    path = tmp_path / f"报告.{kind}"
    ends = {int(len(data) * share) for share in SHARES}
    for end in sorted(ends | {len(data) - back for back in (1, 2, 3, 7, 25, 80, 300)}):
        path.write_bytes(data[:end])
        result = bounded.read(path)
        assert not result.is_bad, (end, result)
        complete = result.outcome == "document" and result.text == whole.text
        assert complete or result.outcome != "document" or TOLD & set(result.codes), (end, result)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_half_a_text_is_its_beginning(encoding):
    text = "全年收入合计1,204.50万元，比上年增加35.20万元。\n" * 3
    data = text.encode(encoding)
    for end in range(len(data) // 2, len(data)):
        if encoding == "utf-16" and end % 2:
            continue
        document = read_bytes(data[:end], "报告.txt")
        lost = "\ufffd" in document.text
        assert text.startswith(document.text.rstrip("\ufffd"))
        assert lost == ("undecodable_bytes" in {issue.code for issue in document.warnings})


@pytest.mark.parametrize("kind", list(MAKERS))
def test_a_wrong_suffix_changes_nothing_but_a_warning(kind, sound):
    right = read_bytes(sound[kind], f"报告.{kind}")
    assert right.media_type == kind
    for claimed, suffix in ((claimed, min(SUFFIXES[claimed] - {""})) for claimed in SUFFIXES):
        document = read_bytes(sound[kind], f"报告{suffix}")
        assert (document.text, document.blocks) == (right.text, right.blocks)
        assert document.media_type == kind
        told = "wrong_suffix" in {issue.code for issue in document.warnings}
        assert told == (claimed != kind)


@pytest.mark.parametrize("name", list(links.MAKERS))
def test_nothing_outside_the_file_is_fetched(name, server, bounded, tmp_path):
    url, asked = server
    (tmp_path / "secret.txt").write_text(links.SECRET, encoding="utf-8")
    path = tmp_path / name
    for target in (f"{url}/x", (tmp_path / "secret.txt").as_uri(), str(tmp_path / "secret.txt")):
        path.write_bytes(links.MAKERS[name](target))
        result = bounded.read(path)
        assert not result.is_bad, result
        assert result.outcome in {"document", "broken"}
        assert links.SECRET not in result.text
    assert asked == []
