import pytest

from jixiao.errors import ResourceError
from jixiao.resources import data_path, scheme
from jixiao.types import Label, RelationLabel


def test_the_scheme_has_every_label_and_relation_once():
    assert [info.name for info in scheme().labels] == list(Label)
    assert [signature.name for signature in scheme().relations] == list(RelationLabel)


def test_shortcuts_and_colours_are_all_different():
    labels = scheme().labels
    assert len({info.shortcut for info in labels}) == len(labels)
    assert len({info.colour for info in labels}) == len(labels)


def test_what_does_not_ship_is_named():
    with pytest.raises(ResourceError, match="nothing_here"):
        data_path("nothing_here")
