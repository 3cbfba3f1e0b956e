"""How each field of a fact was got, and which characters say so."""

import pytest


def told(result, field, number=-1):
    text = TEXTS[id(result)]
    ground = result.facts[number].ground(field)
    place = None if ground.start is None else text[ground.start : ground.end]
    return str(ground.how), place


TEXTS = {}


@pytest.fixture
def said(read, marked):
    def run(text, *links, **about):
        result = read(text, *links, **about)
        TEXTS[id(result)] = marked(text)[0]
        return result

    yield run
    TEXTS.clear()


def test_what_a_sentence_states(said):
    result = said(
        "«2021年»DATE«衡山县财政局»ORG«培训费»INDICATOR实际支出«3万元»MONEY。",
        "VALUE 培训费 3万元",
        "SUBJECT 衡山县财政局 培训费",
        "PERIOD 3万元 2021年",
    )
    assert told(result, "subject") == ("stated", "衡山县财政局")
    assert told(result, "name") == ("stated", "培训费")
    assert told(result, "value") == ("stated", "3万元")
    assert told(result, "unit") == ("stated", "3万元")
    assert told(result, "period") == ("stated", "2021年")
    assert told(result, "stage") == ("stated", "实际")


def test_a_short_name_and_a_leaning_date_are_resolved(said):
    result = said(
        "«去年»DATE«市科技局»ORG«培训费»INDICATOR«3万元»MONEY。",
        "VALUE 培训费 3万元",
        "SUBJECT 市科技局 培训费",
        "PERIOD 3万元 去年",
    )
    assert result.facts[0].subject == "衡阳市科学技术局"
    assert told(result, "subject") == ("resolved", "市科技局")
    assert told(result, "period") == ("resolved", "去年")


def test_the_division_that_a_scope_word_means_is_resolved(said):
    result = said("«全市产值»INDICATOR«3万元»MONEY。", "VALUE 全市产值 3万元")
    assert result.facts[0].subject == "衡阳市"
    assert told(result, "subject") == ("resolved", "全市")


def test_what_the_report_says_of_itself_is_inherited(said):
    result = said("«培训费»INDICATOR«3万元»MONEY。", "VALUE 培训费 3万元")
    assert told(result, "subject")[0] == "inherited"
    assert told(result, "period")[0] == "inherited"
    assert told(result, "stage") == ("assumed", None)


def test_the_period_of_a_heading_is_inherited(said):
    result = said("一、2021年支出\n«培训费»INDICATOR«3万元»MONEY。", "VALUE 培训费 3万元")
    assert told(result, "period") == ("inherited", "一、2021年支出")


def test_the_unit_of_a_header_is_inherited(said):
    result = said("（单位：万元）\n«培训费»INDICATOR«3.20»MONEY\n", "VALUE 培训费 3.20")
    assert result.facts[0].value == 32_000
    assert told(result, "unit") == ("inherited", "（单位：万元）")


def test_a_plan_of_a_heading_is_inherited(said):
    text = "一、明年打算\n«培训费»INDICATOR«3万元»MONEY。"
    assert told(said(text, "VALUE 培训费 3万元"), "stage") == ("inherited", "一、明年打算")


def test_a_change_says_its_direction_and_base(said):
    result = said(
        "«培训费»INDICATOR比«上年»DATE减少«3万元»MONEY，下降«5%»PERCENT。",
        "CHANGE 培训费 3万元",
        "CHANGE 培训费 5%",
    )
    assert told(result, "direction", 0) == ("stated", "培训费比上年减少3万元")
    assert told(result, "basis", 0) == ("stated", "培训费比上年减少3万元")
    assert told(result, "direction", 1)[0] == "stated"


def test_an_honour_says_its_grade_level_and_giver(said):
    result = said(
        "«市科技局»ORG获«省政府»ORG«创新大赛一等奖»AWARD。",
        "RECEIVES 市科技局 创新大赛一等奖",
        "CONFERS 省政府 创新大赛一等奖",
    )
    (fact,) = result.facts
    assert (fact.grade, fact.level, fact.conferrer) == ("一等奖", "provincial", "湖南省人民政府")
    assert told(result, "grade") == ("stated", "一等奖")
    assert told(result, "conferrer") == ("resolved", "省政府")
    assert told(result, "level") == ("resolved", "省政府")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("省财政下达", "grant"),
        ("计划投资", "investment"),
        ("安排", "budget"),
        ("已支付", "actual"),
        ("共", None),
    ],
)
def test_money_of_a_project_has_its_role(read, words, role):
    result = read(f"«惠农工程»PROJECT{words}«3万元»MONEY。", "FUNDING 惠农工程 3万元")
    assert result.facts[0].role == role
