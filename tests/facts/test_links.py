"""Facts told again, parts of a whole, versions of one figure, accounts."""

import pytest


def wholes(result):
    by_id = {fact.fact_id: fact.name for fact in result.facts}
    return {fact.name: by_id.get(fact.part_of) for fact in result.facts}


def test_a_part_knows_its_whole(read):
    result = read(
        "«总支出»INDICATOR«10万元»MONEY，其中«差旅费»INDICATOR«3万元»MONEY、"
        "«会议费»INDICATOR«4万元»MONEY。«水费»INDICATOR«1万元»MONEY。",
        *("VALUE 总支出 10万元", "VALUE 差旅费 3万元", "VALUE 会议费 4万元", "VALUE 水费 1万元"),
    )
    assert wholes(result) == {
        "总支出": None,
        "差旅费": "总支出",
        "会议费": "总支出",
        "水费": None,
    }


def test_lists_nest_and_a_semicolon_ends_the_inner_one(read):
    result = read(
        "«总支出»INDICATOR«10万元»MONEY，其中：«差旅费»INDICATOR«6万元»MONEY，其中«机票»INDICATOR"
        "«2万元»MONEY；«会议费»INDICATOR«4万元»MONEY。",
        *("VALUE 总支出 10万元", "VALUE 差旅费 6万元", "VALUE 机票 2万元", "VALUE 会议费 4万元"),
    )
    assert wholes(result) == {
        "总支出": None,
        "差旅费": "总支出",
        "机票": "差旅费",
        "会议费": "总支出",
    }


def test_a_sentence_that_begins_with_the_mark_continues_the_one_before(read):
    result = read(
        "«总支出»INDICATOR«10万元»MONEY。其中，«差旅费»INDICATOR«3万元»MONEY。",
        *("VALUE 总支出 10万元", "VALUE 差旅费 3万元"),
    )
    assert wholes(result)["差旅费"] == "总支出"


@pytest.mark.parametrize(
    "part",
    ["«人数»INDICATOR«3人»QUANTITY", "«差旅费»INDICATOR«30万元»MONEY"],
    ids=["another unit", "more than the whole"],
)
def test_what_cannot_be_a_part_is_none(read, part):
    name, figure = part.split("»INDICATOR«")
    result = read(
        f"«总支出»INDICATOR«10万元»MONEY，其中{part}。",
        "VALUE 总支出 10万元",
        f"VALUE {name[1:]} {figure.split('»')[0]}",
    )
    assert set(wholes(result).values()) == {None}


def test_the_same_fact_told_again_names_the_first(read):
    result = read(
        "«培训费»INDICATOR«3万元»MONEY。«水费»INDICATOR«3万元»MONEY。«培训费»INDICATOR«3万元»MONEY。",
        *("VALUE 培训费 3万元", "VALUE 水费 3万元#2", "VALUE 培训费#2 3万元#3"),
    )
    assert [fact.repeats for fact in result.facts] == [None, None, "f1"]


def test_another_stage_is_no_repetition(read):
    result = read(
        "«培训费预算»INDICATOR«3万元»MONEY。«培训费»INDICATOR«3万元»MONEY。",
        *("VALUE 培训费预算 3万元", "VALUE 培训费 3万元#2"),
    )
    assert [fact.repeats for fact in result.facts] == [None, None]


@pytest.mark.parametrize(
    ("text", "vintage"),
    [
        ("«产值»INDICATOR«3万元»MONEY（快报数）。", "preliminary"),
        ("«产值»INDICATOR调整后为«3万元»MONEY。", "adjusted"),
        ("«产值»INDICATOR最终核定«3万元»MONEY。", "final"),
        ("«产值»INDICATOR«3万元»MONEY。", None),
    ],
)
def test_versions_of_a_figure_are_told_apart(read, text, vintage):
    (fact,) = read(text, "VALUE 产值 3万元").facts
    assert fact.vintage == vintage


ACCOUNTS = (
    "教育支出（类）普通教育（款）小学教育（项）。«年初预算»INDICATOR为«3万元»MONEY，"
    "«支出决算»INDICATOR为«4万元»MONEY。\n"
    "教育支出（类）职业教育（款）其他支出（项）。«年初预算»INDICATOR为«3万元»MONEY。"
)


def test_the_same_measure_of_two_accounts_is_two_things(read):
    result = read(
        ACCOUNTS,
        *("VALUE 年初预算 3万元", "VALUE 支出决算 4万元", "VALUE 年初预算#2 3万元#2"),
    )
    primary = "教育支出（类）普通教育（款）小学教育（项）"
    assert [fact.name for fact in result.facts] == [
        f"{primary}年初预算",
        f"{primary}支出决算",
        "教育支出（类）职业教育（款）其他支出（项）年初预算",
    ]
    assert [fact.vintage for fact in result.facts] == ["initial", None, "initial"]
    assert all(fact.repeats is None for fact in result.facts)
    ground = result.facts[1].ground("name")
    assert (str(ground.how), ground.start, ground.end) == ("inherited", 0, len(primary))
