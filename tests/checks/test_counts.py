"""Counts against names listed, beyond the kinds of test_kinds; invented sentences."""

import pytest


@pytest.mark.parametrize(
    ("text", "verdict", "listed"),
    [
        ("在青岩镇、白水镇、石门镇3个乡镇试点。", "agrees", "3"),
        ("在青岩镇、白水镇、石门镇、龙场镇3个乡镇试点。", "contradiction", "4"),
        ("核查了甲山县、乙水县和丙石市5个县（市）。", "contradiction", "3"),
    ],
)
def test_places(verdicts, text, verdict, listed):
    assert {(found[0], *found[2:]) for found in verdicts(text)} == {("count", verdict, listed)}


def test_places_of_another_kind_are_not_counted(verdicts):
    assert not verdicts("在开发区、白水镇、石门镇2个乡镇试点。")


def test_the_first_place_is_told_without_the_words_before_it(checks_of):
    (check,) = checks_of("核查了甲山县、乙水县和丙石市5个县（市）。")
    assert [term.text for term in check.terms] == ["甲山县", "乙水县", "丙石市"]


@pytest.mark.parametrize(
    ("count", "verdicts_said"), [("2", {"contradiction"}), ("3", {"agrees"}), ("8", set())]
)
def test_bodies_and_others_are_no_fewer_than_those_named(verdicts, count, verdicts_said):
    marked = [("ORG", name) for name in ("甲局", "乙局", "丙局")]
    text = f"甲局、乙局、丙局等{count}个部门发文。"
    assert {found[2] for found in verdicts(text, marked)} == verdicts_said
