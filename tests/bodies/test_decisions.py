import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.bodies.decisions import (
    Decisions,
    Split,
    decisions,
    dump_decisions,
    read_decisions,
)
from jixiao.errors import NamesError

NAMES = st.text(min_size=1, max_size=6)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "names.toml"


@given(
    merges=st.dictionaries(NAMES, NAMES, max_size=3),
    renames=st.dictionaries(NAMES, NAMES, max_size=3),
    splits=st.lists(st.builds(Split, NAMES, NAMES, st.none() | NAMES), max_size=3),
)
def test_what_is_written_is_read_back(tmp_path_factory, merges, renames, splits):
    try:
        made = decisions(merges, renames, dict.fromkeys(splits))
    except NamesError:
        return
    path = tmp_path_factory.mktemp("names") / "names.toml"
    path.write_text(dump_decisions(made), encoding="utf-8", newline="")
    assert read_decisions(path) == made
    assert made.identity(made.identity("甲")) == made.identity("甲")


def test_no_file_decides_nothing(file):
    assert read_decisions(file) == Decisions()


def test_merges_go_on_to_the_last(file):
    file.write_text('[[merge]]\nname="甲"\ninto="乙"\n[[merge]]\nname="乙"\ninto="丙"\n')
    assert read_decisions(file).identity("甲") == "丙"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("[[merge]]\nname='甲'\ninto='乙'\n[[merge]]\nname='乙'\ninto='甲'", "甲 → 乙 → 甲"),
        ("[[merge]]\nname='甲'\ninto='甲'", "in a circle: 甲 → 甲"),
        (
            "[[merge]]\nname='甲'\ninto='乙'\n[[merge]]\nname='甲'\ninto='丙'",
            "甲 is to be 乙 and 丙",
        ),
        ("[[merge]]\nname='甲'\ninto='乙'\n[[rename]]\nname='甲'\nto='丙'", "rename 乙 instead"),
        ("[[rename]]\nname='甲'\nto='丙'\n[[rename]]\nname='乙'\nto='丙'", "cannot both be 丙"),
        ("[[split]]\nname='局'\ninto='乙'\n[[split]]\nname='局'\ninto='丙'", "into 乙 and 丙"),
        ("[[merge]]\nname='甲'", "needs into and name, found name"),
        ("[[merge]]\nname='甲'\ninto=3", "into is no name"),
        ("[[join]]\nname='甲'", r"\[\[join\]\] is none of"),
        ("[merge]\nname='甲'\ninto='乙'", "two brackets"),
        ("name=", "cannot be read"),
    ],
)
def test_contradictions_and_other_entries_are_named(file, text, cause):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NamesError, match=cause) as caught:
        read_decisions(file)
    assert str(file) in str(caught.value)
