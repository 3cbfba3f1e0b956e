import pytest

from jixiao.errors import ReadError
from jixiao.readers import ocr


@pytest.fixture
def installed(monkeypatch):
    """Says which engines are there; what `choose` makes of one is its name."""

    def there(*names):
        monkeypatch.setattr(ocr, "_installed", lambda name: name in names)
        monkeypatch.setattr(ocr, "_engine", lambda name: name)

    monkeypatch.delenv(ocr.VARIABLE, raising=False)
    return there


def test_auto_takes_the_better_engine_that_is_installed(installed):
    installed("tesseract", "rapidocr")
    assert ocr.choose() == "rapidocr"
    installed("tesseract")
    assert ocr.choose() == "tesseract"
    installed()
    assert ocr.choose() is None


def test_the_variable_settles_what_auto_means_and_nothing_else(installed, monkeypatch):
    installed("tesseract", "rapidocr")
    monkeypatch.setenv(ocr.VARIABLE, "tesseract")
    assert ocr.choose() == "tesseract"
    assert ocr.choose("rapidocr") == "rapidocr"
    monkeypatch.setenv(ocr.VARIABLE, "off")
    assert ocr.choose() is None
    assert ocr.VARIABLE in ocr.advice()
    monkeypatch.delenv(ocr.VARIABLE)
    assert "jixiao[ocr]" in ocr.advice()


def test_an_engine_asked_for_by_name_must_be_there(installed):
    installed("tesseract")
    with pytest.raises(ReadError, match=r"rapidocr is not installed.*jixiao\[ocr\]") as error:
        ocr.choose("rapidocr")
    assert error.value.status == "unsupported"
    with pytest.raises(ReadError, match=r"'abbyy'.*tesseract"):
        ocr.choose("abbyy")
    assert ocr.choose("off") is None


@pytest.mark.parametrize(
    ("script", "there"),
    [("echo eng; echo chi_sim", True), ("echo eng; echo chi_sim_vert", False), ("exit 3", False)],
)
def test_tesseract_counts_only_with_its_chinese(script, there, tmp_path, monkeypatch):
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr._tesseract_reads_chinese.cache_clear()
    assert ocr._installed("tesseract") is there
    monkeypatch.setenv("PATH", "")
    ocr._tesseract_reads_chinese.cache_clear()
    assert not ocr._installed("tesseract")
    ocr._tesseract_reads_chinese.cache_clear()
