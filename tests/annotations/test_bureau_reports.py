"""The gold that comes with the project holds to its own rules, and to what its README tells."""

from collections import Counter

import pytest

from jixiao.annotations.folder import Batch
from jixiao.annotations.records import Status
from jixiao.resources import data_path
from jixiao.types import Label, RelationLabel

FOLDER = data_path("annotations/bureau_reports")
README = (FOLDER / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def batch():
    return Batch(FOLDER)


@pytest.fixture(scope="module")
def gold(batch):
    return batch.read("gold")


def test_every_text_is_confirmed_gold_and_in_one_part(batch, gold):
    names = {text.doc_id for text in batch.texts()}
    assert {one.doc_id for one in gold if one.status is Status.CONFIRMED} == names
    split = batch.split()
    assert sorted(split["train"] + split["dev"]) == sorted(names)


def test_no_machine_stands_behind_confirmed_gold(gold):
    makers = {item.by.partition(":")[0] for one in gold for item in (one, *one.spans)}
    assert makers == {"agent"}


def test_the_readme_tells_what_is_there(batch, gold):
    texts = batch.texts()
    spans = Counter(span.label for one in gold for span in one.spans)
    links = Counter(link.label for one in gold for link in one.relations)
    assert f"{len(texts)} invented passages, {sum(len(t.text) for t in texts):,}" in README
    assert f"{spans.total():,} spans" in README
    assert f"{links.total():,} relations" in README
    assert all(f"{label} {spans[label]:,}" in README for label in Label)
    assert all(f"{label} {links[label]:,}" in README for label in RelationLabel)


def test_the_double_annotated_part_is_dev(batch):
    twice = {one.doc_id for one in batch.read("annotator-second")}
    assert twice == {one.doc_id for one in batch.read("annotator-first")}
    assert twice == set(batch.split()["dev"])
