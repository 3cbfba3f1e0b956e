"""Shares with the rest among them, against 100%; invented sentences."""

import pytest


@pytest.mark.parametrize(
    ("rest", "verdict"), [("22.7%", "agrees"), ("22.8%", "rounding"), ("25.7%", "contradiction")]
)
def test_the_rest_is_what_the_others_leave(verdicts, rest, verdict):
    text = f"各类投诉中，噪音类占45.2%，油烟类占32.1%，其他类占{rest}。"
    assert verdicts(text) == {("sum", rest, verdict, "22.7")}


@pytest.mark.parametrize(
    "text",
    [
        "批发业占20%，其他服务业占15%。",
        "工业占60%，其中食品占25.2%，其他占32.1%。",
        "噪音类占全部投诉的45.2%，油烟类占32.1%。",
    ],
)
def test_shares_of_something_else_give_nothing(verdicts, text):
    assert not {found for found in verdicts(text) if found[0] == "sum"}
