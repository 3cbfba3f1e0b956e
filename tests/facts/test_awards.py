import pytest

from jixiao.facts.awards import award_level, split_award


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (
            "市信访接待和安全生产先进单位",
            ["市信访接待先进单位", "安全生产先进单位"],
        ),
        (
            "国家级生态旅游示范区、省级森林康养基地",
            ["国家级生态旅游示范区", "省级森林康养基地"],
        ),
        ("文化和旅游融合示范区", ["文化和旅游融合示范区"]),
        ("国家级、省级特色产业集群", ["国家级、省级特色产业集群"]),
        ("“读书、读报”先进集体", ["“读书、读报”先进集体"]),
        ("一等奖", ["一等奖"]),
    ],
)
def test_split(name, parts):
    assert list(split_award(name)) == parts


def test_giver_decides_over_the_words_of_the_name():
    assert award_level("国家级基地培育名单", "湖南省教育厅") == "provincial"
