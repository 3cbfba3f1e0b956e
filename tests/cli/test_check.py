"""jixiao check: the report to read, the one for programs, and the exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from jixiao.cli import cli

DATA = Path(__file__).parents[1] / "data"
PLANTED = DATA / "reports" / "12_sanming_forestry.txt"
CONSISTENT = DATA / "reports" / "04_liuzhou_transport.txt"


def run(*args):
    return CliRunner().invoke(cli, ["check", *map(str, args)])


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    """A knowledge base with two reports of one body, the later wrong about the earlier."""
    folder = tmp_path_factory.mktemp("check")
    for year, said in (
        (2022, "全年水资源费收入480.5万元。"),
        (2023, "2022年水资源费收入408.5万元。"),
    ):
        text = f"衡水市水务局{year}年度部门决算说明\n一、收入情况\n{year}年，我局履职。{said}\n"
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    kb = folder / "kb"
    paths = [str(folder / f"{year}.txt") for year in (2022, 2023)]
    result = CliRunner().invoke(cli, ["extract", *paths, "-o", str(kb)])
    assert result.exit_code == 0, result.output
    return kb


def test_a_contradiction_is_told_with_its_sentence_and_section():
    result = run(PLANTED)
    assert result.exit_code == 0
    assert result.stdout.startswith("CONTRADICTION (矛盾): 1\n")
    assert "“全年完成造林更新«21.4万亩»，其中人工造林«6.8万亩»" in result.stdout
    assert "[３.１造林绿化]" in result.stdout
    assert "= 22.1万亩" in result.stdout


def test_with_all_agreement_is_listed_too():
    assert "AGREES (相符)" in run(CONSISTENT, "--all").stdout
    assert "AGREES" not in run(CONSISTENT).stdout


@pytest.mark.parametrize(("source", "status"), [(PLANTED, 4), (CONSISTENT, 0)])
def test_fail_tells_scripts(source, status):
    assert run(source, "--fail").exit_code == status


def test_a_file_that_cannot_be_read_is_told_and_counted():
    result = run(CONSISTENT, DATA / "bad" / "empty.txt")
    assert result.exit_code == 3
    assert "empty.txt: empty" in result.stderr
    assert result.stdout.strip().startswith("1 document")


def test_json_holds_every_place():
    whole = json.loads(run(PLANTED, "--format", "json").stdout)
    (found,) = whole["checks"]
    assert (found["kind"], found["verdict"], found["computed"]) == ("sum", "contradiction", "22.1")
    (sentence,) = found["sentences"]
    begin = found["stated"]["start"] - sentence["start"]
    assert sentence["text"][begin:].startswith("21.4万亩")
    assert whole["counts"]["contradiction"] == 1


def test_in_a_knowledge_base_reports_are_held_against_each_other(two_years):
    result = run(two_years, "--fail", "--format", "json")
    assert result.exit_code == 4
    (found,) = json.loads(result.stdout)["across"]
    assert (found["verdict"], found["computed"]) == ("contradiction", "408.5")
    assert {found["stated"]["source"][-8:], found["terms"][0]["source"][-8:]} == {
        "2022.txt",
        "2023.txt",
    }


def test_what_two_reports_say_is_shown_in_its_words(two_years):
    lines = [line for line in run(two_years).stdout.splitlines() if ".txt: “" in line]
    assert lines
    assert all(line.count("«") == 1 for line in lines)
