"""Runs with a pipeline that needs no model, in this process and in workers."""

import importlib
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from jixiao.batch.run import extract_into
from jixiao.batch.tasks import InProcess
from jixiao.batch.workers import Workers
from jixiao.store import KnowledgeBase

HERE = Path(__file__).parent


@pytest.fixture
def stub(monkeypatch):
    """The module of the stub; workers find it, as they have the path of their parent."""
    monkeypatch.syspath_prepend(HERE)
    return importlib.import_module("stub_pipeline")


@pytest.fixture
def reports(tmp_path):
    """Writes numbered files with these texts; their paths."""
    folder = tmp_path / "reports"

    def written(*texts):
        folder.mkdir(exist_ok=True)
        paths = [folder / f"{number:04}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, "utf-8")
        return paths

    return written


@pytest.fixture
def run(stub, tmp_path):
    """Extracts files with so many workers into the knowledge base of this name."""

    def ran(sources, name="kb", most=2, load=None, choice=None, report=None, **options):
        kb = KnowledgeBase(tmp_path / name, create=True)
        more = {} if choice is None else {"choice": choice}
        if report is not None:
            options["report"] = more["report"] = report
        with Workers(load or stub.load, most, **options) as engine:
            summary = extract_into(kb, engine, sources, **more)
        return kb, summary

    return ran


@pytest.fixture
def extract_here(stub, tmp_path):
    """Extracts files in this process into the knowledge base of this name."""

    def extracted(sources, name="kb"):
        kb = KnowledgeBase(tmp_path / name, create=True)
        extract_into(kb, InProcess(stub.load()), sources)
        return kb

    return extracted


@pytest.fixture
def table_rows():
    """All rows of a knowledge base by table, but for the runs, which tell when they were."""

    def rows(kb, without=()):
        kb.refresh()
        return {
            name: [row for row in kb.table(name).to_pylist() if row["doc_id"] not in without]
            for name in kb.tables()
            if name != "runs"
        }

    return rows


_SCRIPT = """
import sys
from functools import partial
from pathlib import Path
sys.path.insert(0, {here!r})
import stub_pipeline
from jixiao.batch.run import extract_into
from jixiao.batch.tasks import InProcess
from jixiao.batch.workers import Workers
from jixiao.store import KnowledgeBase

def main():
    folder, root = map(Path, sys.argv[1:3])
    kb = KnowledgeBase(root, create=True)
    def report(event):
        print(event.kind, event.status, event.pid, flush=True)
    {before}
    with Workers(stub_pipeline.load, {workers}, report=report) as engine:
        extract_into(kb, engine, sorted(folder.iterdir()), report=report)

if __name__ == "__main__":
    main()
"""


@pytest.fixture
def start(tmp_path):
    """Starts a process that extracts the folder of reports; `before` are lines it runs first."""
    script = tmp_path / "script.py"
    script.write_text("")

    def started(name="kb", before="pass", workers=1):
        script.write_text(_SCRIPT.format(here=str(HERE), before=before, workers=workers))
        return subprocess.Popen(
            [sys.executable, str(script), str(tmp_path / "reports"), str(tmp_path / name)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return started


@pytest.fixture
def is_running():
    """Whether a process is there and has not ended."""

    def running(pid):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except (ProcessLookupError, FileNotFoundError):
            return False

    return running


@pytest.fixture
def load_as(stub):
    """A loader of the stub under another fingerprint."""
    return lambda fingerprint: partial(stub.load, fingerprint)
