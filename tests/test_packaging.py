"""What is installed: declared dependencies, entry points, and the wheel on a bare machine."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pipeline" / "jixiao"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REPORTS = ROOT / "tests" / "data" / "reports"
SHIPPED = ("models", "configs", "annotations/scheme.toml", "annotations/guidelines.zh.md")
# Told by what they do, not by an import: build backends, checkers, types.
TOOLS = {"pytest", "ruff", "mypy", "import-linter", "build", "lxml-stubs", "types-openpyxl"}
# PyTorch writes ONNX graphs with the one, transformers trains with the other.
USED_BY_OTHERS = {"onnxscript", "accelerate"}


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements):
    return {canonical(re.match(r"[\w.-]+", line)[0]) for line in requirements}


def imported(paths):
    """The distributions that modules import; the bare name of one that is not installed here."""
    names = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add(node.module.partition(".")[0])
    known = metadata.packages_distributions()
    outside = names - {"jixiao"} - set(sys.stdlib_module_names)
    return {canonical(known.get(name, [name])[0]) for name in outside}


RUN_TIME = declared(PROJECT["dependencies"])
TRAIN = declared(PROJECT["optional-dependencies"]["train"])
ANNOTATE = declared(PROJECT["optional-dependencies"]["annotate"])
OCR = declared(PROJECT["optional-dependencies"]["ocr"])
DEV = declared(PROJECT["optional-dependencies"]["dev"])


def in_training(path):
    """Whether a module is of training, or tests the converter that its extra serves too."""
    return "training" in path.relative_to(ROOT).parts or path.stem == "test_huggingface"


def at_doccano(path):
    return path.relative_to(ROOT).parts[-3:-1] == ("annotate", "doccano")


def test_the_package_imports_what_it_declares_and_nothing_else():
    modules = [path for path in PACKAGE.rglob("*.py") if not in_training(path)]
    assert imported(path for path in modules if not at_doccano(path)) == RUN_TIME | OCR


def test_talking_to_doccano_imports_what_its_extra_declares():
    modules = [path for path in PACKAGE.rglob("*.py") if at_doccano(path)]
    # urllib3 is named for its version alone.
    assert imported(modules) - RUN_TIME == ANNOTATE - {"urllib3"}


def test_training_imports_what_its_extra_declares():
    modules = [path for path in PACKAGE.rglob("*.py") if in_training(path)]
    assert imported(modules) - RUN_TIME == TRAIN - USED_BY_OTHERS


def test_the_tests_import_what_dev_declares():
    modules = list((ROOT / "tests").rglob("*.py"))
    own = {canonical(path.name) for path in (ROOT / "tests").rglob("*") if path.is_dir()}
    needed = imported(path for path in modules if not in_training(path)) - own - ANNOTATE
    assert needed - RUN_TIME <= DEV
    assert DEV - needed <= TOOLS
    assert imported(path for path in modules if in_training(path)) <= RUN_TIME | DEV | TRAIN


def test_the_entry_points_are_the_factories():
    points = metadata.entry_points(group="spacy_factories")
    ours = {point.name: point.load() for point in points if point.module.startswith("jixiao.")}
    assert set(ours) == {"jixiao_values", "jixiao_mentions", "jixiao_relations"}
    assert {function.__module__ for function in ours.values()} == {"jixiao.nlp.factories"}


def test_the_factories_are_light():
    # Every spacy.load on the machine imports them, also for models that are not ours.
    script = (
        "import sys, spacy\nbefore = set(sys.modules)\nimport jixiao.nlp.factories\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert set(done.stdout.split()) <= {
        "jixiao",
        "jixiao.lazy",
        "jixiao.nlp",
        "jixiao.nlp.factories",
    }


def test_the_shipped_model_takes_every_spacy_that_may_be_installed():
    meta = json.loads((ROOT / "models" / "jixiao_zh_base" / "meta.json").read_text("utf-8"))
    assert f"spacy{meta['spacy_version']}" in PROJECT["dependencies"]


def shipped_files():
    """The files of the checkout that belong into the wheel, by their path in it."""
    places = [ROOT / name for name in SHIPPED]
    files = [f for place in places for f in ([place] if place.is_file() else place.rglob("*"))]
    return {f"jixiao/_data/{f.relative_to(ROOT).as_posix()}": f for f in files if f.is_file()}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, made from the sdist, as `python -m build` does it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(out.glob("*.tar.gz"))) == 1
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def bare(wheel, tmp_path_factory):
    """A fresh environment with the wheel and what it asks for, and a folder outside the checkout.

    The value runs a command there and gives the finished process.
    """
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    tools = folder / "venv" / "bin"
    install = [str(tools / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True)
    shutil.copytree(REPORTS, folder / "reports")
    place = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*command):
        return subprocess.run(
            [str(tools / command[0]), *command[1:]],
            cwd=folder,
            env=place,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    return run


@pytest.mark.slow
def test_the_wheel_holds_every_shipped_file(wheel):
    wanted = shipped_files()
    assert any(name.endswith(".onnx") for name in wanted)
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith("jixiao/_data/")}
        assert inside == set(wanted)
        for name, path in wanted.items():
            assert archive.read(name) == path.read_bytes(), name


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.css")]
    modules = {path.relative_to(PACKAGE.parent).as_posix() for path in files}
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.startswith("jixiao/_data/")]
    assert {name for name in names if ".dist-info/" not in name} == modules | {"jixiao/py.typed"}


@pytest.mark.slow
def test_a_bare_machine_has_no_torch_and_no_dev_tools(bare):
    script = (
        "from importlib.util import find_spec\n"
        "names = ('torch', 'transformers', 'gensim', 'onnx', 'pytest', 'reportlab')\n"
        "print(*[n for n in names if find_spec(n)])"
    )
    done = bare("python", "-c", script)
    assert (done.returncode, done.stdout.strip()) == (0, "")


@pytest.mark.slow
def test_a_bare_machine_extracts_to_jsonl(bare):
    done = bare("jixiao", "extract", "reports/12_sanming_forestry.txt", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    row = json.loads(line)
    text = row["text"]
    assert {span["origin"] for span in row["spans"]} == {"rule", "model"}
    assert all(text[span["start"] : span["end"]] == span["text"] for span in row["spans"])
    assert row["relations"]
    assert row["facts"]


@pytest.mark.slow
def test_a_bare_machine_reads_every_format_into_a_knowledge_base(bare):
    done = bare("jixiao", "extract", "reports", "-o", "kb")
    assert done.returncode == 0, done.stderr
    asked = bare("jixiao", "query", "kb", "--format", "json", "SELECT media_type FROM documents")
    found = [row["media_type"] for row in json.loads(asked.stdout)]
    assert set(found) == {"txt", "html", "docx", "pdf", "xlsx"}
    assert len(found) == len(list(REPORTS.iterdir()))
    assert bare("jixiao", "export", "kb", "--to", "xlsx").returncode == 0
    assert bare("jixiao", "show", "kb:01_mianyang_education.txt").returncode == 0


@pytest.mark.slow
def test_the_shipped_model_opens_with_spacy_alone(bare):
    script = (
        "import spacy\nfrom jixiao.resources import data_path\n"
        "nlp = spacy.load(data_path('models/jixiao_zh_base'))\n"
        "print(*nlp.pipe_names)\n"
        "print(len(nlp('2023年公务接待费3.2万元。').spans['mentions']))"
    )
    done = bare("python", "-W", "error", "-c", script)
    assert done.returncode == 0, done.stderr
    pipes, mentions = done.stdout.splitlines()
    assert pipes == "jixiao_values jixiao_mentions jixiao_relations"
    assert int(mentions) >= 2


@pytest.mark.slow
def test_training_without_its_extra_says_what_to_install(bare):
    done = bare("jixiao", "train", "reports", "-o", "model")
    assert done.returncode == 1
    assert "pip install 'jixiao[train]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_evaluation_needs_no_extra(bare, tmp_path):
    text = "公务接待费3万元。"
    spans = [("e1", 0, 5, "INDICATOR"), ("e2", 5, 8, "MONEY")]
    passage = {
        "doc": "p",
        "text": text,
        "spans": [
            {"id": i, "start": s, "end": e, "label": label, "text": text[s:e]}
            for i, s, e, label in spans
        ],
        "relations": [{"head": "e1", "label": "VALUE", "tail": "e2"}],
    }
    (tmp_path / "gold").mkdir()
    gold, split = (tmp_path / "gold" / name for name in ("reports.jsonl", "split.json"))
    gold.write_text(json.dumps(passage), "utf-8")
    split.write_text('{"train": [], "dev": ["p"]}', "utf-8")
    done = bare("jixiao", "evaluate", str(tmp_path), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["layers"]["spans, exact"]["MONEY"]["f1"] == 1.0
