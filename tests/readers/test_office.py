import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from jixiao.errors import ReadError
from jixiao.readers import Limits, read_bytes
from jixiao.readers.office import convert

sys.path.insert(0, str(Path(__file__).parents[1] / "data"))

from sample_builder.ofd import zip_parts
from sample_builder.ole import ole_bytes

DOC = ole_bytes({"WordDocument": b"\xec\xa5\xc1\x00"})
XLS = ole_bytes({"Workbook": b"\x09\x08\x10\x00"})
RTF = rb"{\rtf1\ansi Report}"
ODT = zip_parts({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"})
ODS = zip_parts(
    {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<o/>"}
)


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def soffice(tmp_path, monkeypatch, temporary):
    """Puts a script in the place of LibreOffice; `$out` is the folder for its result."""

    def install(script):
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir()
        find = 'for each; do [ "$before" = --outdir ] && out=$each; before=$each; done\n'
        program.write_text(f"#!/bin/sh\n{find}mkdir -p $out\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")

    return install


def refusal(data, source, **limits):
    with pytest.raises(ReadError) as error:
        read_bytes(data, source, limits=Limits(**limits))
    return error.value


def gone(pid, seconds=15):
    """Whether the process has ended, or does so within the time."""
    for _ in range(seconds * 20):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("data", "source", "package"),
    [
        (DOC, "报告.doc", "libreoffice-writer-nogui"),
        (DOC, "报告.wps", "libreoffice-writer-nogui"),
        (RTF, "报告.rtf", "libreoffice-writer-nogui"),
        (ODT, "报告.odt", "libreoffice-writer-nogui"),
        (XLS, "报告.et", "libreoffice-calc-nogui"),
        (ODS, "报告.ods", "libreoffice-calc-nogui"),
    ],
)
def test_without_libreoffice_the_message_says_what_to_install(data, source, package, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    error = refusal(data, source)
    assert error.status == "unsupported"
    assert "LibreOffice" in error.reason
    assert f"apt install {package}" in error.reason


def test_the_document_keeps_what_it_came_as(soffice, temporary, word, saved, tmp_path):
    word.add_heading("一、收入支出决算情况", 1)
    word.add_paragraph("全年支出合计612.30万元，与预算一致。")
    (tmp_path / "made.docx").write_bytes(saved(word))
    soffice(f"cp {tmp_path}/made.docx $out/input.docx")
    document = read_bytes(DOC, "报告.wps")
    expected = read_bytes(saved(word), "报告.docx")
    assert (document.text, document.blocks) == (expected.text, expected.blocks)
    assert (document.source, document.media_type) == ("报告.wps", "doc")
    assert document.doc_id == read_bytes(DOC, "b.doc").doc_id != expected.doc_id
    assert [issue.code for issue in document.warnings] == ["converted"]
    assert not list(temporary.iterdir())


def test_a_spreadsheet_becomes_a_workbook(soffice, workbook, saved, tmp_path):
    workbook.active.append(["项目", "决算数"])
    workbook.active.append(["基本支出", 412.5])
    (tmp_path / "made.xlsx").write_bytes(saved(workbook))
    soffice(f"cp {tmp_path}/made.xlsx $out/input.xlsx")
    document = read_bytes(XLS, "决算表.et")
    assert document.media_type == "xls"
    assert document.text.endswith("基本支出\t412.5")


def test_it_runs_with_a_profile_of_its_own_and_without_our_environment(
    soffice, tmp_path, monkeypatch
):
    monkeypatch.setenv("GEHEIM", "1")
    seen = tmp_path / "seen"
    soffice(f'mkdir {seen}; echo "$@" > {seen}/command; env > {seen}/env; cp -r . {seen}/folder')
    assert refusal(RTF, "a.rtf").status == "broken"
    command = (seen / "command").read_text()
    assert "--headless" in command
    assert "--infilter=Rich Text Format" in command
    profile = command.partition("-env:UserInstallation=file://")[2].split()[0]
    assert profile.endswith("/profile")
    settings = (seen / "folder/profile/user/registrymodifications.xcu").read_text()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "DisableActiveContent"):
        assert f'"{name}" oor:op="fuse"><value>true<' in settings
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in settings
    assert "GEHEIM" not in (seen / "env").read_text()
    assert (seen / "folder/input.rtf").read_bytes() == RTF


def test_a_run_beyond_its_time_ends_with_all_its_processes(soffice, temporary, tmp_path):
    soffice(f"(trap '' TERM; sleep 300) & echo $! > {tmp_path}/pid; sleep 300")
    started = time.monotonic()
    error = refusal(DOC, "a.doc", max_conversion_seconds=1)
    assert time.monotonic() - started < 20
    assert (error.status, "1 seconds" in error.reason) == ("too_large", True)
    assert gone((tmp_path / "pid").read_text())
    assert not list(temporary.iterdir())


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 81",
        "kill -SEGV $$",
        ": > $out/input.docx",
        "ln -s /etc/hostname $out/input.docx",
        "mkdir $out/input.docx",
        "echo text > $out/input.txt",
        "echo 'no archive' > $out/input.docx",
        "printf 'PK\\3\\4half' > $out/input.docx; kill -SEGV $$",
    ],
)
def test_what_comes_to_nothing_is_broken(script, soffice, temporary):
    soffice(script)
    error = refusal(DOC, "a.doc")
    assert error.status == "broken"
    assert not list(temporary.iterdir())


def test_a_huge_result_is_cut_off_and_refused(soffice, temporary):
    soffice("head -c 50000000 /dev/zero > $out/input.docx; ls -l $out > ../size")
    error = refusal(DOC, "a.doc", max_bytes=1_000_000)
    assert error.status == "too_large"
    assert int((temporary / "size").read_text().split()[-5]) < 1_100_000


def test_memory_is_bounded(soffice, tmp_path):
    soffice(f"ulimit -v > {tmp_path}/memory; ulimit -t > {tmp_path}/time")
    refusal(DOC, "a.doc", max_conversion_memory=512_000_000, max_conversion_seconds=50)
    assert (tmp_path / "memory").read_text() == "500000\n"
    assert (tmp_path / "time").read_text() == "50\n"


def test_nothing_outlives_a_killed_reader(soffice, temporary, tmp_path):
    soffice(f"sleep 300 & echo $! > {tmp_path}/child; echo $$ > {tmp_path}/pid; wait")
    code = (
        "import sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
        "from jixiao.readers.office import convert\n"
        "from jixiao.readers import Limits\n"
        "convert('rtf', b'{}', Limits())"
    )
    reader = subprocess.Popen([sys.executable, "-c", code, str(temporary)])
    while not (tmp_path / "pid").exists() and reader.poll() is None:
        time.sleep(0.05)
    assert list(temporary.iterdir())
    os.kill(reader.pid, signal.SIGKILL)
    reader.wait()
    assert gone((tmp_path / "child").read_text())
    assert gone((tmp_path / "pid").read_text())
    for _ in range(200):
        if not list(temporary.iterdir()):
            break
        time.sleep(0.05)
    assert not list(temporary.iterdir())


def test_an_rtf_file_cut_short_is_broken(soffice):
    soffice("exit 0")
    error = refusal(rb"{\rtf1\ansi {\b Report", "a.rtf")
    assert "cut short" in error.reason


def test_a_program_that_cannot_start(monkeypatch):
    def refuse(*args, **options):
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/soffice")
    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(ReadError, match="Cannot allocate memory"):
        convert("rtf", RTF, Limits())
