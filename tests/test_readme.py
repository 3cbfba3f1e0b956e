"""The examples of the documentation are run, and print what they are shown to print.

Commands of RUN_ELSEWHERE are left to others: .ci/run runs make, and
test_packaging.py builds and installs the wheel.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / "docs" / "examples.py"


@pytest.fixture(scope="module")
def examples():
    spec = importlib.util.spec_from_file_location("examples", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules["examples"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["examples"]


def check(*names):
    command = [sys.executable, str(TOOL), "--check", *map(str, names)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)


# The Chinese README has the same blocks, so running the English one runs both.
@pytest.mark.parametrize(
    "name", ["README.md", "docs/cli.md", "docs/annotations.md", "docs/workbench.md"]
)
def test_examples_do_what_is_shown(name):
    done = check(name)
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_readmes_have_the_same_examples(examples):
    english, chinese = (
        [(block.language, block.content) for block in examples.blocks((ROOT / name).read_text())]
        for name in ("README.md", "README.zh.md")
    )
    assert english == chinese
    assert {language for language, _ in english} == {"bash", "console", "python"}


def test_no_block_is_written_so_that_it_is_not_run(examples):
    for name in examples.FILES:
        text = (ROOT / name).read_text("utf-8")
        assert text.count("```") == 2 * len(examples.blocks(text)), name


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("```bash\njixiao query nowhere 'SELECT 1'\n```\n", "there is no such folder"),
        ("```console\n$ echo 预算\n决算\n```\n", "+预算"),
        ("```console\n$ make demo\n```\n", "show it as bash"),
        ("```python\n>>> 1 + 1\n3\n```\n", "Got:\n    2"),
        ("```python\nprint(1)\n```\n", "nothing to check"),
    ],
)
def test_a_wrong_example_is_noticed(tmp_path, block, fault):
    page = tmp_path / "page.md"
    page.write_text(f"Text.\n\n{block}", "utf-8")
    done = check(page)
    assert done.returncode == 1
    assert fault in done.stdout


def test_outputs_are_written_anew(examples, tmp_path):
    page = "```console\n$ echo 预算\n决算\n$ seq 9\n1\n…\n```\n"
    new = "```console\n$ echo 预算\n预算\n$ seq 9\n1\n…\n```\n"
    assert examples.refreshed(page, "page.md", tmp_path) == new
