"""The formula of a rate is a true equation, whichever way it went."""

import re
from fractions import Fraction

import pytest


def holds(formula):
    left, right = (re.sub(r"[^\d.()/+*-]", "", side) for side in formula.split("="))
    left = re.sub(r"\d+(?:\.\d+)?", lambda number: f"Fraction('{number[0]}')", left)
    value = eval(left, {"Fraction": Fraction})
    return abs(value * 100 - Fraction(right)) < Fraction(1, 100)


@pytest.mark.parametrize(
    "text",
    [
        "发生事故21起，上年为24起，下降12.5%。",
        "培训人员27人，上年为24人，增长12.5%。",
        "运行经费90万元，比上年减少10万元，下降10%。",
        "运行经费110万元，比上年增加10万元，增长10%。",
        "2023年执行数为50.00万元，2024年预算安排40.00万元，比2023年执行数减少20%。",
        "2023年执行数为50.00万元，2024年预算安排60.00万元，比2023年执行数减少20%。",
    ],
)
def test_the_equation_is_true(checks_of, text):
    formulas = [check.formula for check in checks_of(text) if check.kind == "growth"]
    assert formulas
    assert all(holds(formula) for formula in formulas), formulas
