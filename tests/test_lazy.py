import pytest

import jixiao
import jixiao.store


@pytest.mark.parametrize("package", [jixiao, jixiao.store])
def test_every_public_name_is_found(package):
    for name in package.__all__:
        assert getattr(package, name).__name__ == name


@pytest.mark.parametrize("package", [jixiao, jixiao.store])
def test_other_names_are_missing(package):
    name = "nothing"
    with pytest.raises(AttributeError, match=f"module '{package.__name__}' has no attribute"):
        getattr(package, name)
