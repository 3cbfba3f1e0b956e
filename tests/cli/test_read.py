import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from jixiao.cli import cli
from jixiao.readers import read as read_document

DATA = Path(__file__).parents[1] / "data"
REPORTS = sorted((DATA / "reports").iterdir())
BAD = DATA / "bad"


def run(*args):
    return CliRunner().invoke(cli, ["read", *map(str, args)])


def named(part):
    return next(path for path in REPORTS if part in path.name)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_character_of_a_block_is_shown(path):
    document = read_document(path)
    wanted = {document.text[b.start : b.end] for b in document.blocks}
    objects = json.loads(run(path, "--format", "json").stdout)
    assert objects["text"] == document.text
    cells = [cell for table in objects["tables"] for cell in table["cells"]]
    assert all(document.text[c["start"] : c["end"]] == c["text"] for c in cells)
    printed = run(path, "--rows", 0, "--width", 2000).stdout
    shown = "".join(re.sub(r"⟨p. \d+⟩", "", printed).split())
    assert [text for text in wanted if "".join(text.split()) not in shown] == []


def test_json_has_one_object_a_file_read_or_not():
    result = run(named("fuyang"), BAD / "empty.txt", "--format", "json")
    assert result.exit_code == 3
    good, bad = map(json.loads, result.stdout.splitlines())
    assert list(good) == list(bad)
    assert list(good) == [
        "doc_id", "source", "status", "reason", "media_type", "metadata", "text", "pages",
        "sections", "blocks", "tables", "boxes", "warnings",
    ]  # fmt: skip
    assert (good["status"], bad["status"]) == ("ok", "empty")
    assert good["metadata"]["issuer"] == {
        "value": "阜阳市农业农村局", "text": "阜阳市农业农村局", "start": 27, "end": 35
    }  # fmt: skip
    assert good["sections"][0]["level"] == 1


def test_a_cell_in_json_stands_under_its_heads_with_unit_and_place():
    (table,) = json.loads(run(named("jingmen"), "--format", "json").stdout)["tables"]
    cell = next(c for c in table["cells"] if c["text"] == "1,068.40")
    assert list(cell) == [
        "text", "start", "end", "page", "row", "column", "row_span", "column_span", "head",
        "total", "serial", "row_heads", "column_heads", "row_codes", "unit", "unit_place", "period",
    ]  # fmt: skip
    assert [head["text"] for head in cell["row_heads"]] == ["东宝区"]
    assert [head["text"] for head in cell["column_heads"]] == ["累计支出"]
    assert cell["unit"] == "10000"


def test_text_shows_pages_headings_by_level_and_grids():
    lines = run(named("qujing"), "--width", 100).stdout.splitlines()
    assert lines[0].startswith("09_qujing_ecology.pdf: pdf, ")
    assert any(line.startswith("issuer (单位)  曲靖市生态环境局  p. 1 [0, 8)") for line in lines)
    assert "── page 2 (页) ──" in lines
    assert "# 一、部门基本情况" in lines
    assert "## （一）收入决算" in lines
    (caption,) = [line for line in lines if line.startswith("table 1 (表)")]
    assert "unit (单位): 万元" in caption
    assert any("节能环保支出" in line and "16,918.74" in line and "│" in line for line in lines)
    assert all(len(line) <= 100 for line in lines if line.startswith("│"))


def test_rows_are_cut_with_a_word_and_whole_on_demand():
    short = run(named("xingtai"), "--rows", 2).stdout
    assert "… 10 more rows (行); --rows 0 shows all" in short
    assert "收入总计" not in short
    assert "收入总计" in run(named("xingtai"), "--rows", 0).stdout


def test_a_grid_too_wide_for_the_terminal_is_lines_with_tabs(tmp_path):
    row = "\t".join(f"{n}栏" for n in range(30))
    path = tmp_path / "wide.txt"
    path.write_text(f"表\n{row}\n" + "\t".join(["1"] * 30) + "\n" + "\t".join(["2"] * 30), "utf-8")
    assert row in run(path, "--width", 80).stdout


def test_nothing_that_steers_a_terminal_is_printed(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("我局支出\x1b]0;x\x07 3万元。\n项目\t\x1b[2J\n水\t1\n电\t2\n".encode())
    result = run(path)
    assert result.exit_code == 0, result.exception
    assert "\x1b" not in result.stdout
    assert "我局支出�]0;x� 3万元。" in result.stdout


def test_the_page_is_written_and_the_same_the_second_time(tmp_path):
    page = tmp_path / "all.html"
    first = run(DATA / "reports", "--html", page)
    assert (first.exit_code, first.stdout) == (0, "")
    before = page.read_bytes()
    assert run(DATA / "reports", "--html", page).exit_code == 0
    assert page.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["all.html"]
    for path in REPORTS:
        assert path.name.encode() in before


def test_with_a_page_text_is_printed_only_where_asked_for(tmp_path):
    result = run(named("liuzhou"), "--html", tmp_path / "a.html", "--format", "json")
    assert json.loads(result.stdout)["status"] == "ok"
    assert (tmp_path / "a.html").exists()


def test_a_page_names_files_that_could_not_be_read(tmp_path):
    page = tmp_path / "a.html"
    assert run(named("liuzhou"), BAD / "empty.txt", "--html", page).exit_code == 3
    assert "没有读出 Not read: empty" in page.read_text("utf-8")


def test_without_any_document_no_page_is_left(tmp_path):
    result = run(BAD / "empty.txt", "--html", tmp_path / "a.html")
    assert result.exit_code == 3
    assert "empty.txt: empty" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_where_writing_fails(tmp_path, monkeypatch):
    def fail(*_):
        yield "<!DOCTYPE html>"
        raise OSError("no space left")

    monkeypatch.setattr("jixiao.cli.reading.page.article", fail)
    result = run(named("liuzhou"), "--html", tmp_path / "a.html")
    assert isinstance(result.exception, OSError)
    assert list(tmp_path.iterdir()) == []


def test_only_an_earlier_page_is_written_over(tmp_path):
    report = tmp_path / "report.html"
    shutil.copy(named("zhangye"), report)
    before = report.read_bytes()
    for target in (report, tmp_path / "none" / "a.html", tmp_path / "pipe"):
        if target.name == "pipe":
            os.mkfifo(target)
        assert run(named("liuzhou"), "--html", target).exit_code == 2
    assert report.read_bytes() == before


def test_a_file_whose_name_is_no_unicode_can_be_shown(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_bytes("我局支出3万元。".encode())
    result = run(path, "--html", tmp_path / "a.html", "--format", "json")
    assert result.exit_code == 0, result.exception
    assert json.loads(result.stdout)["source"].endswith("\\udcff.txt")
    assert "我局支出3万元。" in (tmp_path / "a.html").read_text("utf-8")
