from itertools import combinations

from jixiao.types import Modifier
from jixiao.values.tables import (
    AFTER,
    BEFORE,
    CHINESE_COUNTED,
    CURRENCIES,
    FALLS,
    GAINS,
    LOSSES,
    MEASURES,
    RISES,
)


def test_no_word_has_two_meanings():
    for one, other in combinations(BEFORE.values(), 2):
        assert not set(one) & set(other)
    for one, other in combinations((GAINS, LOSSES, RISES, FALLS), 2):
        assert not set(one) & set(other)
    assert not set(MEASURES) & set(CURRENCIES)


def test_modifiers_are_complete():
    assert set(BEFORE) == set(Modifier) - {Modifier.EXACT}
    assert set(AFTER) < set(BEFORE)


def test_currencies_are_iso_codes():
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES.values())


def test_no_measure_bars_all_or_begins_with_a_digit():
    assert all(word and not word[0].isdigit() for word in MEASURES | CHINESE_COUNTED)
