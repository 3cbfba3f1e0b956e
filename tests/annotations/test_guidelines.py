"""The examples of the annotation guidelines are gold that the scheme accepts."""

import re

import pytest

from jixiao.annotations.inline import parse_inline
from jixiao.resources import data_path, scheme

GUIDELINES = data_path("annotations/guidelines.zh.md").read_text("utf-8")
BLOCKS = re.findall(r"```gold\n(.*?)\n```", GUIDELINES, re.DOTALL)
INLINE = re.findall(r"`([^`\n]*«[^`\n]*)`", GUIDELINES)


def annotate(marked):
    return parse_inline(marked, doc_id="d", by="person:x", at="2026-01-01T00:00:00Z")[1]


@pytest.mark.parametrize("marked", [*BLOCKS, *INLINE])
def test_an_example_fits_the_scheme(marked):
    if "«文字|标签 编号»" not in marked:
        assert annotate(marked).spans


def test_every_label_has_an_example():
    shown = {span.label for marked in BLOCKS for span in annotate(marked).spans}
    missing = {label.name for label in scheme().labels} - shown
    # The names of persons stand in running text only.
    assert missing <= {"PERSON"}


def test_relations_and_labels_are_explained():
    for label in scheme().labels:
        assert f"### {label.name} {label.zh}" in GUIDELINES
    for relation in scheme().relations:
        assert f"| {relation.name} |" in GUIDELINES
