import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.errors import StoreError
from jixiao.store.norms import norm_from, norm_object
from jixiao.types import AwardNorm, Label, Mention, Modifier, MoneyNorm


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_norm_survives_json(extractions, data):
    for mention in data.draw(extractions).mentions:
        written = json.loads(json.dumps(norm_object(mention)))
        if mention.norm is not None:
            assert norm_from(mention.label, written) == mention.norm


def test_the_denominator_of_a_rate_is_kept():
    norm = MoneyNorm(Decimal(35), modifier=Modifier.APPROX, per="人")
    mention = Mention("m1", 0, 5, Label.MONEY, "35元/人", norm=norm)
    assert norm_object(mention) == {
        "value": "35",
        "low": None,
        "high": None,
        "currency": "CNY",
        "modifier": "approx",
        "per": "人",
    }


def test_norms_belong_to_their_labels():
    with pytest.raises(StoreError, match="a MONEY cannot have a AwardNorm"):
        norm_object(Mention("m1", 0, 1, Label.MONEY, "1", norm=AwardNorm(None)))
    with pytest.raises(StoreError, match="a DOC has no norm"):
        norm_from(Label.DOC, {"level": None})
