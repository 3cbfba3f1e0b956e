import pytest

from jixiao.values.documents import widen

ISSUERS = {
    "根据湘财教〔2021〕15号": 2,
    "湘财教〔2021〕15号": 0,
    "《办法》和发改数据〔2021〕15号": 5,
    "（衡科发(2022)5号": 1,
}


@pytest.mark.parametrize(("plain", "start"), ISSUERS.items())
def test_a_number_begins_with_its_issuer(plain, start):
    year = max(plain.find("〔"), plain.find("("))
    assert widen(plain, year, 0) == start


def test_no_issuer_no_citation():
    assert widen("，〔2021〕15号", 1, 0) is None
    assert widen("共有(2021)15号", 2, 0) is None


def test_nothing_before_the_floor_is_taken():
    assert widen("2021年湘财〔2021〕1号", 7, 5) == 5
