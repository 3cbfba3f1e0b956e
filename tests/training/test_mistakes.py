from jixiao.training.mistakes import commonest, find_mistakes
from jixiao.types import Label, Mention

TEXT = "公务接待费3万元，比上年下降5%。会议费2万元。"


def mention(surface, label):
    start = TEXT.index(surface)
    return Mention(surface, start, start + len(surface), label, surface)


GOLD = [
    mention("公务接待费", Label.INDICATOR),
    mention("3万元", Label.MONEY),
    mention("上年", Label.DATE),
    mention("5%", Label.PERCENT),
    mention("会议费", Label.INDICATOR),
]
FOUND = [
    mention("接待费", Label.INDICATOR),
    mention("3万元", Label.QUANTITY),
    mention("上年", Label.DATE),
    mention("下降", Label.AWARD),
]


def test_mistakes_tell_what_was_taken_for_what():
    made = find_mistakes("p", TEXT, FOUND, GOLD)
    assert [mistake.kind for mistake in made] == [
        ("INDICATOR", "INDICATOR"),
        ("MONEY", "QUANTITY"),
        ("PERCENT", "—"),
        ("INDICATOR", "—"),
        ("—", "AWARD"),
    ]
    assert made[0].gold.text == "公务接待费"
    assert made[0].found.text == "接待费"


def test_a_mistake_stands_in_its_sentence():
    made = find_mistakes("p", TEXT, FOUND, GOLD)
    assert made[3].sentence == "会议费2万元。"
    assert made[4].sentence == "公务接待费3万元，比上年下降5%。"


def test_the_commonest_come_first_with_as_many_examples_as_asked():
    made = find_mistakes("p", TEXT, [], GOLD)
    (first, count, examples), *others = commonest(made, 1)
    assert (first, count, len(examples)) == (("INDICATOR", "—"), 2, 1)
    assert len(others) == 3


def test_what_is_right_is_no_mistake():
    assert find_mistakes("p", TEXT, GOLD, GOLD) == []
