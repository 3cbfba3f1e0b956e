import csv
import json
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.errors import ReadError
from jixiao.readers import read

DATA = Path(__file__).parent / "data"
REPORTS = DATA / "reports"
EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
CONTRADICTIONS = json.loads((DATA / "contradictions.json").read_text(encoding="utf-8"))
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Factors that convert units (万, percent, months, harvests) and need not stand in a text.
FACTORS = {Decimal(n) for n in (0, 1, 2, 12, 100, 10000)}


def _statements():
    with (DATA / "arithmetic.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


STATEMENTS = _statements()


@pytest.fixture(scope="module")
def texts():
    return {name: read(REPORTS / name).text for name in EXPECTED}


def _squeezed(text):
    return re.sub(r"\s", "", text)


def _value(formula):
    if formula.startswith("count("):
        return Decimal(len(formula[6:-1].split("、")))
    assert re.fullmatch(r"[\d.+\-*/()]+", formula), formula
    return eval(NUMBER.sub(r"Decimal('\g<0>')", formula), {"Decimal": Decimal})


def _operands(formula):
    if formula.startswith("count("):
        return []
    return [n for n in map(Decimal, NUMBER.findall(formula)) if n not in FACTORS]


def test_formats_and_kinds_are_varied():
    suffixes = Counter(Path(name).suffix for name in EXPECTED)
    kinds = Counter(entry["kind"] for entry in EXPECTED.values())
    assert suffixes == {".txt": 4, ".html": 3, ".docx": 2, ".pdf": 2, ".xlsx": 1}
    assert min(kinds[kind] for kind in ("绩效自评", "绩效评价", "决算", "工作报告")) >= 2


def test_every_report_is_described():
    files = {path.name for path in REPORTS.iterdir() if path.suffix != ".json"}
    assert files == set(EXPECTED)


def test_folder_is_small():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 1_000_000


@pytest.mark.parametrize("name", EXPECTED)
def test_length_in_chinese_characters(name, texts):
    assert 1_500 <= len(re.findall("[一-鿿]", texts[name])) <= 5_000


@pytest.mark.parametrize("name", EXPECTED)
def test_metadata_stands_in_the_text(name, texts):
    entry, text = EXPECTED[name], _squeezed(texts[name])
    assert entry["title"] in text
    assert entry["issuer"] in text
    assert str(entry["year"]) in entry["title"]
    assert entry["region"] in entry["issuer"]


@pytest.mark.parametrize("name", EXPECTED)
def test_statements_hold(name, texts):
    squeezed = _squeezed(texts[name])
    present = {Decimal(n) for n in NUMBER.findall(texts[name].replace(",", ""))}
    statements = [row for row in STATEMENTS if row["file"] == name]
    assert len(statements) >= 10
    for row in statements:
        stated = Decimal(row["stated"].replace(",", ""))
        precision = Decimal(10) ** stated.as_tuple().exponent
        assert squeezed.count(_squeezed(row["context"])) == 1, row
        assert row["stated"] in row["context"], row
        assert present.issuperset(_operands(row["formula"])), row
        assert abs(_value(row["formula"]) - stated) <= precision / 2, row


@pytest.mark.parametrize("row", [row for row in STATEMENTS if row["formula"].startswith("count")])
def test_counted_items_stand_in_the_text(row, texts):
    text = _squeezed(texts[row["file"]])
    assert [item for item in row["formula"][6:-1].split("、") if item not in text] == []


@pytest.mark.parametrize("entry", CONTRADICTIONS)
def test_contradictions_stand_in_their_files(entry, texts):
    text = _squeezed(texts[entry["file"]])
    assert text.count(_squeezed(entry["context"])) == 1
    assert entry["context"].count(entry["stated"]) == 1
    stated, expected = (NUMBER.search(entry[key])[0] for key in ("stated", "expected"))
    assert abs(Decimal(stated) / Decimal(expected) - 1) > Decimal("0.03")


def test_contradictions_are_few():
    assert 3 <= len(CONTRADICTIONS) <= 6
    assert len({entry["file"] for entry in CONTRADICTIONS}) <= 4


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("empty.txt", "empty"),
        ("broken.docx", "broken"),
        ("encrypted.pdf", "encrypted"),
        ("scanned.pdf", "scanned"),
    ],
)
def test_bad_files_say_why(name, status):
    with pytest.raises(ReadError) as caught:
        read(DATA / "bad" / name)
    assert caught.value.status == status


def test_text_files_have_their_encodings():
    crlf = (REPORTS / "01_mianyang_education.txt").read_bytes()
    assert crlf.count(b"\r\n") == crlf.count(b"\n") > 50
    with pytest.raises(UnicodeDecodeError):
        (REPORTS / "11_hanzhong_labour.txt").read_bytes().decode("utf-8")


def _build(out):
    command = [sys.executable, str(DATA / "build_samples.py"), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return _build(tmp_path_factory.mktemp("built"))


def test_building_again_gives_the_same_bytes(built, tmp_path):
    again = _build(tmp_path)
    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in built.items()
    }


def test_stored_files_are_those_of_the_sources(built):
    stored = {
        path.relative_to(DATA).as_posix()
        for folder in ("reports", "bad")
        for path in (DATA / folder).iterdir()
        if path.suffix != ".json"
    }
    assert set(built) == stored


@pytest.mark.parametrize("name", EXPECTED)
def test_stored_reports_say_what_the_sources_say(name, built, texts):
    # Texts and not bytes: other releases of openpyxl, reportlab or zlib pack them otherwise.
    assert read(built[f"reports/{name}"]).text == texts[name]
