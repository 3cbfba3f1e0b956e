import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from jixiao.cli import cli, main
from jixiao.errors import StoreError

BAD = Path(__file__).parents[1] / "data" / "bad"


@pytest.fixture(scope="module")
def kb(tmp_path_factory, sample):
    folder = tmp_path_factory.mktemp("cli") / "kb"
    result = CliRunner().invoke(cli, ["extract", str(sample), "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def run(*args: object):
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def test_extract_tells_what_it_did(kb, sample):
    again = run("extract", sample, "-o", kb)
    assert again.exit_code == 0
    assert "0 documents (文档) added, 1 known" in again.stderr


def test_extract_exits_with_3_when_a_document_failed(sample, tmp_path):
    result = run("extract", sample, BAD / "empty.txt", "-o", tmp_path / "kb")
    assert result.exit_code == 3
    assert "empty.txt: empty" in result.stderr


def test_extract_writes_one_object_a_line(sample):
    result = run("extract", sample, BAD / "broken.docx", "--format", "jsonl")
    assert result.exit_code == 3
    row, failed = map(json.loads, result.stdout.splitlines())
    assert failed["issues"][0]["code"] == "broken"
    assert row["source"] == str(sample)
    assert all(row["text"][s["start"] : s["end"]] == s["text"] for s in row["spans"])
    assert "broken.docx: broken" in result.stderr


def test_extract_wants_to_know_where_to(sample, tmp_path):
    assert run("extract", sample).exit_code == 2
    assert run("extract", sample, "-o", tmp_path / "kb", "--format", "jsonl").exit_code == 2


@pytest.mark.parametrize(
    ("form", "expected"),
    [("csv", "n\n1\n"), ("json", '[{"n":1}]\n')],
)
def test_query_prints_csv_and_json(kb, form, expected):
    result = run("query", kb, "SELECT count(*) AS n FROM documents", "--format", form)
    assert result.stdout.replace(" ", "") == expected


def test_query_prints_a_table(kb):
    result = run("query", kb, "SELECT issuer FROM documents")
    assert "柳州" in result.stdout


def test_a_wrong_query_is_an_error_with_its_cause(kb):
    result = run("query", kb, "SELECT nothing FROM documents")
    assert isinstance(result.exception, StoreError)
    assert "nothing" in str(result.exception)


@pytest.mark.parametrize("what", ["file", "kb"])
def test_show_prints_text_and_facts(kb, sample, what):
    name = sample if what == "file" else f"{kb}:{sample.name}"
    result = run("show", name, "--width", 160, "--no-color")
    assert result.exit_code == 0, result.exception
    assert "柳州市交通运输局" in result.stdout
    assert "measure" in result.stdout
    assert "\x1b[" not in result.stdout


def test_show_colours_mentions(kb, sample):
    assert "\x1b[" in run("show", f"{kb}:{sample.name}", "--color").stdout


@pytest.mark.parametrize("form", ["csv", "xlsx", "sqlite", "duckdb"])
def test_export_writes_beside_the_knowledge_base(kb, form, tmp_path):
    copy = tmp_path / "reports"
    shutil.copytree(kb, copy)
    result = run("export", copy, "--to", form)
    assert result.exit_code == 0, result.exception
    target = tmp_path / ("reports_csv" if form == "csv" else f"reports.{form}")
    assert target.exists()
    assert isinstance(run("export", copy, "--to", form).exception, StoreError)


def test_an_error_is_one_line_and_status_1(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["jixiao", "query", str(tmp_path / "none"), "SELECT 1"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    error = capsys.readouterr().err
    assert error.startswith("Error (错误): ")
    assert error.count("\n") == 1


# A shell starts background jobs with Ctrl-C ignored, and what they start inherits that.
JIXIAO = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from jixiao.cli import main; main()",
)


def start(*args, **options):
    return subprocess.Popen(
        [*JIXIAO, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def test_a_reader_who_has_enough_ends_the_command_quietly(kb, sample):
    for args in (("show", f"{kb}:{sample.name}"), ("query", kb, "FROM mentions", "--rows", 0)):
        process = start(*args)
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""
        process.stderr.close()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gb2312"])
def test_results_are_utf8_in_every_locale(kb, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    for form in ("table", "csv", "json"):
        sql = "SELECT issuer || '😀' AS issuer FROM documents"
        process = start("query", kb, sql, "--format", form, env=environment)
        out, error = process.communicate(timeout=60)
        assert (process.returncode, error) == (0, b"")
        assert "柳州市交通运输局😀" in out.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_output_that_cannot_be_written_is_one_line(kb):
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [*JIXIAO, "query", str(kb), "SELECT 1"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert process.returncode == 1
    assert process.stderr.decode().count("\n") == 1


def test_jsonl_names_a_path_that_is_no_unicode(tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(name)).write_bytes("我局支出3万元。".encode())
    process = start("extract", name.decode("utf-8", "surrogateescape"), "--format", "jsonl")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert json.loads(out)["source"].endswith("\\udcff.txt")
