"""jixiao entities: listing and deciding."""

import json

import pytest
from click.testing import CliRunner

from jixiao.batch.run import extract_into
from jixiao.cli import cli
from jixiao.errors import NamesError
from jixiao.store import KnowledgeBase

ISSUER = "柳州市交通运输局"


@pytest.fixture
def kb(pipeline, sample, tmp_path):
    kb = KnowledgeBase(tmp_path / "kb", create=True)
    extract_into(kb, pipeline, [sample])
    return kb


def run(kb, *options):
    return CliRunner().invoke(cli, ["entities", str(kb.path), *options], catch_exceptions=False)


def found(kb, name):
    return json.loads(run(kb, "--find", name, "--kind", "ORG", "--format", "json").stdout)


def test_a_body_is_found_by_any_of_its_names(kb):
    names = [entity["canonical"] for entity in found(kb, "我局")]
    assert names == [ISSUER]
    assert found(kb, "没有这个") == []


def test_rename_and_merge_by_any_name(kb):
    (before,) = found(kb, "我局")
    assert run(kb, "--rename", "我局", "柳州市交通局").exit_code == 0
    (after,) = found(kb, "我局")
    assert (after["canonical"], after["entity_id"]) == ("柳州市交通局", before["entity_id"])
    result = run(kb, "--merge", "市政府", "柳州市交通局")
    assert "1 documents" in result.stderr
    assert {"市政府", "我局"} <= set(found(kb, "市政府")[0]["aliases"])
    assert '[[merge]]\nname = "柳州市人民政府"\ninto = "柳州市交通运输局"' in (
        kb.names_file.read_text(encoding="utf-8")
    )


def test_split_in_one_document(kb):
    run(kb, "--split", "我局", "柳州市铁路局", "--document", "04_liuzhou_transport.txt")
    assert found(kb, "我局")[0]["canonical"] == "柳州市铁路局"


def test_what_cannot_be_decided_is_an_error(kb):
    run(kb, "--merge", "市政府", ISSUER)
    with pytest.raises(NamesError, match="are one already"):
        run(kb, "--merge", ISSUER, "市政府")
    with pytest.raises(NamesError, match="is called 没有的局"):
        run(kb, "--merge", "没有的局", ISSUER)
    with pytest.raises(NamesError, match="is written 没有的局"):
        run(kb, "--split", "没有的局", ISSUER)


def test_unknown_names_of_a_file_are_noted(kb):
    kb.names_file.write_text("[[merge]]\nname='没有的局'\ninto='某局'\n", encoding="utf-8")
    assert "nothing is called 没有的局" in run(kb, "--apply").stderr


def test_document_needs_a_split(kb):
    assert run(kb, "--document", "x").exit_code == 2
