import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.nlp.merge import Found, merge, tidy
from jixiao.types import Label


def parse(marked: str, score: float, origin: str) -> tuple[str, list[Found]]:
    """Spans written as «…»LABEL in the text."""
    text, found = "", []
    for piece in re.split(r"(«[^»]*»[A-Z]+)", marked):
        if match := re.fullmatch(r"«([^»]*)»([A-Z]+)", piece):
            label = Label(match[2])
            found.append(Found(len(text), len(text) + len(match[1]), label, score, origin))
            text += match[1]
        else:
            text += piece
    return text, found


def write(text: str, found: list[Found]) -> str:
    for one in reversed(found):
        text = f"{text[: one.start]}«{text[one.start : one.end]}»{one.label}{text[one.end :]}"
    return text


@pytest.mark.parametrize(
    ("rules", "model", "expected"),
    [
        # a figure inside a name belongs to the name
        (
            "«2000万元»MONEY以上项目«45个»QUANTITY",
            "«2000万元以上项目»INDICATOR45个",
            "«2000万元以上项目»INDICATOR«45个»QUANTITY",
        ),
        # a leading year stands outside
        (
            "«2023年»DATE强基工程开工",
            "«2023年强基工程»PROJECT开工",
            "«2023年»DATE«强基工程»PROJECT开工",
        ),
        # a figure at the end of a name is no part of it
        (
            "办公用房维修«30万元»MONEY",
            "«办公用房维修30万元»PROJECT",
            "«办公用房维修»PROJECT«30万元»MONEY",
        ),
        # a document holds whatever is inside
        ("印发«《市民政局办法》»DOC", "印发《«市民政局»ORG办法》", "印发«《市民政局办法》»DOC"),
        # the model's own figures are the rules' business
        ("完成率«98%»PERCENT", "«完成率»INDICATOR«98%»PERCENT", "«完成率»INDICATOR«98%»PERCENT"),
        # quotes around the whole stay outside, half a pair is cut away
        ("获“先进集体”", "获«“先进集体”»AWARD", "获“«先进集体»AWARD”"),
        ("“双拥模范城”称号", "“«双拥模范城”»AWARD称号", "“«双拥模范城»AWARD”称号"),
        # a name does not reach over the cells of a table
        ("会议费\t培训费支出", "«会议费\t培训费支出»INDICATOR", "会议费\t«培训费支出»INDICATOR"),
        ("“三公”经费支出", "«“三公”经费»INDICATOR支出", "«“三公”经费»INDICATOR支出"),
    ],
)
def test_rules_and_model_are_joined_by_the_scheme(rules, model, expected):
    text, figures = parse(rules, 1.0, "rule")
    other, names = parse(model, 0.9, "model")
    assert text == other
    assert write(text, merge(text, figures, names)) == expected


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from(list(Label))), max_size=8
)


def flat(raw, text):
    found, end = [], 0
    for start, length, label in sorted(raw):
        if start >= end and start + length <= len(text):
            found.append(Found(start, start + length, label, 1.0, "rule"))
            end = start + length
    return found


@given(st.text(alphabet=st.sampled_from("甲乙 “”（）《》，1"), max_size=40), SPANS, SPANS)
def test_what_is_merged_is_flat_and_clean(text, rules, model):
    names = list(flat(model, text))
    merged = merge(text, flat(rules, text), names)
    ends = [(one.start, one.end) for one in merged]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends))
    assert all(0 <= start < end <= len(text) for start, end in ends)


@given(st.text(alphabet=st.sampled_from("甲乙 “”（）《》，1"), min_size=1, max_size=20))
def test_tidying_twice_changes_nothing(text):
    once = tidy(text, Found(0, len(text), Label.PROJECT, 1.0, "model"))
    assert once is None or tidy(text, once) == once
