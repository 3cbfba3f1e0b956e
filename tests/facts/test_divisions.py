from jixiao.facts import divisions
from jixiao.facts.divisions import (
    MUNICIPALITIES,
    full_division,
    level_of_division,
    province_of,
)


def prefectures():
    return [
        divisions._full(entry)
        for names in divisions._PREFECTURES.values()
        for entry in names.split()
    ]


def test_every_prefecture_is_there_once():
    assert len(prefectures()) == len(set(prefectures())) == 333
    assert len(divisions._PREFECTURES) == 31


def test_full_names_stand_for_themselves():
    for name in prefectures():
        assert full_division(name) == name
        assert province_of(name) not in {None, name}
        assert level_of_division(name) == "municipal"


def test_municipalities_are_provinces():
    for name in MUNICIPALITIES:
        assert (province_of(name), level_of_division(name)) == (name, "provincial")


def test_unknown_names_have_no_province():
    assert (full_division("桃花岛"), province_of("桃花岛市")) == (None, None)
