"""The whole walk of docs/workbench.md: from raw reports to a pipeline trained on their gold."""

import functools
import json
import lzma
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from jixiao.annotations.folder import Batch
from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import GOLD, Origin, Status
from jixiao.cli import cli

pytestmark = pytest.mark.doccano

ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "da-hong-pao-9"
ORGS = ("市民政局", "市水利局", "区教育局", "县林业局")
NAMES = ("公务接待费", "会议费", "培训费", "公用经费")
AT = "2025-03-01T09:00:00Z"
CONFIRMED = Status.CONFIRMED
REPORTS, DEV = 14, 4
# In each report.
SPANS, RELATIONS = 24, 16
CONFIG = """
[model]
name = "loop"
version = "0.0.1"

[embeddings]
character_size = 16
bigram_size = 8
bigrams = 200

[embeddings.texts]
made = { times = 2, characters = 5000 }

[tagger]
hidden = 16
epochs = 20
batch = 512
rate = 0.02
dropout = 0.1
window = 120

[tagger.public]

[relations]
hidden = 16
layer = 32
epochs = 8
rate = 0.01
"""


def marked(rng):
    """A report with the truth marked in it."""
    text, links = [], []
    for number in range(1, SPANS + 1, 3):
        text.append(
            f"«{rng.choice(ORGS)}|ORG {number}»的«{rng.choice(NAMES)}|INDICATOR {number + 1}»"
            f"为«{rng.randrange(1, 99)}万元|MONEY {number + 2}»。"
        )
        links += [f"{number} SUBJECT {number + 1}", f"{number + 1} VALUE {number + 2}"]
    return "".join(text) + "\n----\n" + "\n".join(links)


def run(*args, status=0):
    result = CliRunner().invoke(cli, ["annotate", *map(str, args)])
    assert result.exit_code == status, (result.output, result.exception)
    return result


@functools.cache
def trainer():
    """The Python whose environment has PyTorch: this one, or that of `make setup-train`."""
    for python in (Path(sys.executable), ROOT / ".venv" / "bin" / "python"):
        script = "from importlib.util import find_spec as f; exit(not (f('torch') and f('onnx')))"
        if python.exists() and subprocess.run([python, "-c", script], check=False).returncode == 0:
            return str(python)
    return pytest.fail("no PyTorch to train with: `make setup-train` installs it")


def jixiao(*args):
    """A command in the environment that has PyTorch; its standard output."""
    script = "from jixiao.cli import main; main()"
    done = subprocess.run(
        [trainer(), "-c", script, *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def plain(annotation):
    """Spans and relations by place and label."""
    spans = {span.id: (span.start, span.end, str(span.label)) for span in annotation.spans}
    links = {(spans[r.head], str(r.label), spans[r.tail]) for r in annotation.relations}
    return set(spans.values()), links


def careless(spans, links):
    """As by somebody who marks the first amount without its last character."""
    wrong = min(span for span in spans if span[2] == "MONEY")
    moved = (wrong[0], wrong[1] - 1, "MONEY")
    swap = {wrong: moved}
    return (
        {swap.get(span, span) for span in spans},
        {(swap.get(head, head), label, swap.get(tail, tail)) for head, label, tail in links},
    )


class Walk:
    """The batch on its way; every step is a command and what must hold after it."""

    def __init__(self, server, connection, folder):
        self.server, self.connection, self.folder = server, connection, folder
        self.batch = Batch(folder / "water_bureaus")
        self.where = ("--url", server.url, "--user", server.user, "--password", server.password)
        self.right = {}

    def run(self, command, *args):
        return run(command, self.batch.path, *args)

    def people(self, *names):
        from .annotator import Annotator

        return [Annotator(self.server.url, name, PASSWORD) for name in names]

    def project(self, name):
        there = {one.name: one.id for one in self.connection.client.list_projects()}
        return there[f"water_bureaus::{name}"]

    def preannotate(self):
        """Raw reports; what is right in them only the annotators will know."""
        rng, truth, reports = random.Random(3), {}, self.folder / "reports"
        reports.mkdir()
        for number in range(REPORTS):
            text, annotation = parse_inline(marked(rng), doc_id="x", by="person:zhao", at=AT)
            (reports / f"{number:02}.txt").write_text(text.text, "utf-8")
            truth[text.sha256] = plain(annotation)
        run("preannotate", reports, "-o", self.batch.path)
        self.right = {text.doc_id: truth[text.sha256] for text in self.batch.texts()}
        assert len(self.right) == REPORTS
        assert {one.status for one in self.batch.read("pre")} == {Status.OPEN}

    def send(self):
        """To two annotators, in the order of what is most worth their hour."""
        for name in ("zhao", "wang", "chen"):
            self.connection.client.create_user(name, PASSWORD)
        people = ("--annotator", "zhao", "--annotator", "wang", "--gold", "--adjudicator", "chen")
        self.run("project", *people, *self.where)
        for name in ("zhao", "wang"):
            self.run("push", "--to", name, *self.where)
        self.run("next", "--to", "zhao", *self.where)
        lines = (self.batch.path / "order.jsonl").read_text("utf-8").splitlines()
        listed = self.connection.get_all(
            f"projects/{self.project('zhao')}/examples", ordering="-score"
        )
        chosen = [json.loads(line)["doc_id"] for line in lines]
        assert [row["meta"]["doc_id"] for row in listed] == chosen

    def correct(self):
        """One is careful, one careless; what both did comes back as theirs."""
        careful = self.right
        hasty = {name: careless(*said) for name, said in self.right.items()}
        for person, name, says in zip(
            self.people("zhao", "wang"), ("zhao", "wang"), (careful, hasty), strict=True
        ):
            changes = person.work(self.project(name), says.__getitem__)
            # What is right from the start the careful one leaves as it is.
            assert changes >= (REPORTS if name == "wang" else 0)
            self.run("pull", "--from", name, *self.where)
            layer = self.batch.read(f"annotator-{name}")
            assert {one.doc_id: plain(one) for one in layer} == says
            assert {(one.status, one.by) for one in layer} == {(CONFIRMED, f"person:{name}")}
        origins = {span.origin for one in self.batch.read("annotator-wang") for span in one.spans}
        assert {Origin.ACCEPTED} < origins <= set(Origin) - {Origin.MACHINE}

    def agree(self):
        """In each text one span differs, and the one relation that ends in it."""
        result = self.run("agreement", "zhao", "wang", "--format", "json")
        (found,) = json.loads(result.stdout)
        f1 = {name: found[name]["all"]["f1"] for name in ("exact", "overlap", "relations", "given")}
        assert f1["exact"] == pytest.approx(1 - 1 / SPANS)
        assert f1["relations"] == pytest.approx(1 - 1 / RELATIONS)
        assert f1["overlap"] == f1["given"] == 1
        assert 0.9 < found["kappa"]["all"] < 1
        assert [(row["left"], row["right"]) for row in found["confusions"]] == [("MONEY", "MONEY")]

    def adjudicate(self):
        """A third decides in the gold project; what nobody decided is no gold."""
        self.run("adjudicate", "zhao", "wang")
        drafts = {(one.status, len(one.spans), len(one.comments)) for one in self.batch.read(GOLD)}
        assert drafts == {(Status.OPEN, SPANS - 1, 1)}
        self.run("push", "--layer", GOLD, "--to", GOLD, *self.where)
        (chen,) = self.people("chen")
        # The span, and the relation to it.
        assert chen.work(self.project(GOLD), self.right.__getitem__) == 2 * REPORTS
        self.run("pull", "--from", GOLD, *self.where)
        gold = self.batch.read(GOLD)
        assert {one.doc_id: plain(one) for one in gold} == self.right
        assert {(one.status, one.by) for one in gold} == {(CONFIRMED, "person:chen")}
        again = self.run("adjudicate", "zhao", "wang")
        assert again.stderr.count("kept (保留)") == REPORTS
        assert self.batch.read(GOLD) == gold

    def train(self):
        """Learn from some of the gold, and measure on the rest."""
        texts = self.batch.texts()
        names = [text.doc_id for text in texts]
        self.batch.write_split({"train": names[DEV:], "dev": names[:DEV]})
        unlabelled = self.folder / "corpus" / "data" / "unlabelled"
        unlabelled.mkdir(parents=True)
        with lzma.open(unlabelled / "made.txt.xz", "wt", encoding="utf-8") as file:
            file.writelines(f"{text.text}\n" for text in texts[DEV:])
        config, model = self.folder / "tiny.toml", self.folder / "model"
        config.write_text(CONFIG, "utf-8")
        gold = ("--annotations", self.batch.path)
        arguments = ("--config", config, "--work", self.folder / "work", *gold)
        jixiao("train", self.folder / "corpus", "-o", model, *arguments)
        scores = json.loads(jixiao("evaluate", *gold, "--model", model, "--format", "json"))
        layers = {name: layer["all"] for name, layer in scores["layers"].items()}
        assert scores["passages"] == DEV
        assert layers["spans, exact"]["gold"] == SPANS * DEV
        assert layers["spans, exact"]["f1"] > 0.9
        assert layers["relations, gold mentions"]["f1"] > 0.8


def test_from_raw_reports_to_an_evaluated_pipeline(server, connection, tmp_path):
    walk = Walk(server, connection, tmp_path)
    walk.preannotate()
    walk.send()
    walk.correct()
    walk.agree()
    walk.adjudicate()
    walk.train()
