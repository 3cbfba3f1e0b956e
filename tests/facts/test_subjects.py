import pytest


def subject(result):
    return result.facts[-1].subject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«培训费»INDICATOR«3万元»MONEY。", "衡阳市科学技术局"),
        ("«全市茶油产值»INDICATOR«3万元»MONEY。", "衡阳市"),
        ("«2022年»DATE，全市完成«茶油产值»INDICATOR«3万元»MONEY。", "衡阳市"),
        ("全市新增示范基地，实现«茶油产值»INDICATOR«3万元»MONEY。", "衡阳市"),
        ("全省召开会议，«茶油产值»INDICATOR«3万元»MONEY。", "衡阳市科学技术局"),
        ("«全省茶油产值»INDICATOR«3万元»MONEY。", "湖南省"),
        ("«衡山县»ORG完成«茶油产值»INDICATOR«3万元»MONEY。", "衡山县"),
        ("«衡山县»ORG通过验收；«茶油产值»INDICATOR«3万元»MONEY。", "衡阳市科学技术局"),
        ("«衡山县»ORG通过验收。其中«茶油产值»INDICATOR«3万元»MONEY。", "衡山县"),
        ("«衡山县»ORG通过验收。«茶油产值»INDICATOR«3万元»MONEY。", "衡阳市科学技术局"),
        ("«衡山县»ORG«税收»INDICATOR增长，«茶油产值»INDICATOR«3万元»MONEY。", "衡山县"),
        ("«衡山县»ORG通过验收，«茶油产值»INDICATOR«3万元»MONEY。", "衡阳市科学技术局"),
        ("组织«衡山县»ORG完成«茶油产值»INDICATOR«3万元»MONEY。", "衡阳市科学技术局"),
    ],
)
def test_elided_subject(read, text, expected):
    name = next(n for n in ("全市茶油产值", "全省茶油产值", "茶油产值", "培训费") if n in text)
    assert subject(read(text, f"VALUE {name} 3万元")) == expected


def test_stated_subject_comes_first(read):
    result = read(
        "«衡山县»ORG会上，«我局»ORG公布«培训费»INDICATOR«3万元»MONEY。",
        "VALUE 培训费 3万元",
        "SUBJECT 我局 培训费",
    )
    assert subject(result) == "衡阳市科学技术局"


def test_government_speaks_for_its_division(read):
    result = read(
        "«粮食产量»INDICATOR«3万吨»QUANTITY。",
        "VALUE 粮食产量 3万吨",
        issuer="衡阳市人民政府",
    )
    assert subject(result) == "衡阳市"


def test_nothing_known_nothing_invented(read):
    result = read(
        "«粮食产量»INDICATOR«3万吨»QUANTITY。",
        "VALUE 粮食产量 3万吨",
        issuer=None,
        region=None,
        year=None,
    )
    (fact,) = result.facts
    assert (fact.subject, fact.period_start, fact.period_end) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("«40家»QUANTITY企业获得担保。", "获得担保的企业", "衡阳市"),
        ("选派«40名»QUANTITY乡村科技指导员。", "乡村科技指导员", "衡阳市科学技术局"),
        ("印发«3个»QUANTITY配套实施细则。", "配套实施细则", "衡阳市科学技术局"),
        ("培育«8家»QUANTITY潜在独角兽企业。", "潜在独角兽企业", "衡阳市科学技术局"),
        ("«6个»QUANTITY农场均已列入我市重点名录。", "列入重点名录的农场", "衡阳市"),
        ("«4名»QUANTITY同志晋升三级主任。", "晋升三级主任的同志", "衡阳市科学技术局"),
        ("«四人»QUANTITY荣获省级表彰。", "荣获省级表彰的人员", "衡阳市科学技术局"),
        ("«甲厂»ORG、«乙厂»ORG等«2家»QUANTITY企业通过验收。", "通过验收的企业", "衡阳市"),
    ],
)
def test_counted_nouns(read, text, name, expected):
    (fact,) = read(text).facts
    assert (fact.kind, fact.name, fact.subject) == ("measure", name, expected)
    assert fact.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "立项«6项»QUANTITY共有。",
        "历时«3年»QUANTITY建设。",
        "共«6项»QUANTITY。",
        "«9个»QUANTITY城市之一。",
    ],
)
def test_figure_that_counts_nothing_is_no_fact(read, text):
    assert read(text).facts == ()
