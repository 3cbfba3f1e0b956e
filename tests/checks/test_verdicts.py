import pytest

from jixiao.types import Verdict


@pytest.mark.parametrize(
    ("text", "verdict", "computed"),
    [
        ("本年收入12万元，比上年增加2万元，增长20%。", Verdict.AGREES, "20"),
        ("本年收入12万元，比上年增加2万元，增长30%。", Verdict.CONTRADICTION, "20"),
        ("本年增加值12万元，比上年增加2万元，增长30%。", Verdict.OTHER_SCOPE, "20"),
        ("本年收入2万元，比上年增加2万元，增长100%。", Verdict.NOT_CHECKABLE, None),
        ("本年收入12万元，比上年减少3万元，下降20%。", Verdict.AGREES, "20"),
    ],
)
def test_quotients(verdicts, text, verdict, computed):
    found = {v: c for kind, _, v, c in verdicts(text) if kind == "growth"}
    assert found == {str(verdict): computed}
