import pytest
from click.testing import CliRunner

from jixiao.annotations.folder import Batch
from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import Source, Status, text_hash
from jixiao.cli import cli
from jixiao.errors import AnnotationError

AT, ME = "2024-05-01T08:00:00Z", "person:li"
MARKED = "«会议费|INDICATOR 1»支出«3万元|MONEY 2»。\n----\n1 VALUE 2\n"


@pytest.fixture
def batch(tmp_path):
    """A batch with one annotated text."""
    made = Batch(tmp_path / "reports")
    text, gold = parse_inline(MARKED, doc_id="a", by=ME, at=AT, status=Status.CONFIRMED)
    made.add_texts([text])
    made.write("gold", [gold])
    return made


def convert(*arguments):
    return CliRunner().invoke(cli, ["annotate", "convert", *map(str, arguments)])


def test_a_layer_goes_out_and_comes_in(batch, tmp_path):
    out = convert(batch.path, "--to", "brat", "-o", tmp_path / "out")
    assert out.exit_code == 0, out.output
    assert out.stdout == "1 texts (文本), 2 spans, 1 relations\n"
    assert "note (注意): left out: who confirmed a text, and when (1)" in out.stderr
    back = convert(
        *(tmp_path / "new", "--layer", "annotator-wang", "--from", "brat"),
        *("-i", tmp_path / "out", "--by", "person:wang", "--confirmed"),
    )
    assert back.exit_code == 0, back.output
    (annotation,) = Batch(tmp_path / "new").read("annotator-wang")
    assert (annotation.by, annotation.status) == ("person:wang", Status.CONFIRMED)
    assert [span.surface for span in annotation.spans] == ["会议费", "3万元"]


def test_stand_off_texts_are_read_by_the_readers(batch, tmp_path):
    whole = "前言。\n会议费支出3万元。"
    (tmp_path / "sources").mkdir()
    # The readers know GB18030, and so the source need not be UTF-8.
    (tmp_path / "sources" / "a.txt").write_bytes(whole.encode("gb18030"))
    text = batch.texts()[0]
    outside = Batch(tmp_path / "outside", lambda _: whole)
    start = whole.index(text.text)
    source = Source("a.txt", text_hash(whole), start, len(whole))
    outside.add_texts([type(text)("a", text.text, source=source)])
    outside.write("gold", batch.read("gold"))
    arguments = (outside.path, "--to", "bio", "-o", tmp_path / "out")
    assert isinstance(convert(*arguments).exception, AnnotationError)
    assert convert(*arguments, "--sources", tmp_path / "sources").exit_code == 0
    assert "会\tB-INDICATOR" in (tmp_path / "out").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        ([], "either --to"),
        (["--to", "bio", "--from", "bio"], "either --to"),
        (["--to", "bio"], "--to goes with -o"),
        (["--to", "bio", "-o", "x", "--by", "person:li"], "--to goes with -o"),
        (["--from", "bio"], "--from goes with -i"),
        (["--from", "bio", "-i", ".", "--part", "dev"], "--from goes with -i"),
        (["--from", "bio", "-i", "."], "--by person:NAME"),
    ],
)
def test_a_wrong_call_says_what_is_missing(batch, arguments, cause):
    result = convert(batch.path, *arguments)
    assert result.exit_code == 2
    assert cause in result.stderr
