import pytest


def told(result, kind):
    return [(f.subject, f.name, f.value) for f in result.facts if f.kind == kind]


GIVEN = "«青岩县»ORG、«白水县»ORG、«石门区»ORG分别投入«50万元»MONEY、«60万元»MONEY、«70万元»MONEY。"


@pytest.mark.parametrize("links", [(), ("OBTAINS 石门区 50万元", "OBTAINS 石门区 70万元")])
def test_each_body_of_a_list_has_the_money_in_its_place(read, links):
    money = [(subject, value) for subject, _, value in told(read(GIVEN, *links), "funding")]
    assert money == [("青岩县", 500_000), ("白水县", 600_000), ("石门区", 700_000)]


def test_lists_of_other_lengths_stay_with_their_relations(read):
    text = "«青岩县»ORG、«白水县»ORG分别投入«50万元»MONEY、«60万元»MONEY、«70万元»MONEY。"
    assert told(read(text), "funding") == []
    assert [s for s, _, _ in told(read(text, "OBTAINS 白水县 70万元"), "funding")] == ["白水县"]


def test_honours_in_turn_share_their_head(read):
    text = "«甲厂»ORG、«乙厂»ORG分别获得«省创业大赛一等奖»AWARD、«二等奖»AWARD。"
    links = (
        "RECEIVES 甲厂 省创业大赛一等奖",
        "RECEIVES 乙厂 省创业大赛一等奖",
        "RECEIVES 乙厂 二等奖",
    )
    honours = [(f.subject, f.name, f.grade) for f in read(text, *links).facts]
    assert honours == [
        ("甲厂", "省创业大赛一等奖", "一等奖"),
        ("乙厂", "省创业大赛二等奖", "二等奖"),
    ]


def test_a_class_that_stands_alone_has_no_head(read):
    text = "«甲厂»ORG获«省先进单位»AWARD、«二等奖»AWARD。"
    links = ("RECEIVES 甲厂 省先进单位", "RECEIVES 甲厂 二等奖")
    assert [f.name for f in read(text, *links).facts] == ["省先进单位", "二等奖"]


def test_what_our_city_wins_is_the_city_s(read):
    result = read(
        "我市入选«国家创新型城市»AWARD，我局获评«省先进单位»AWARD。".replace("我局", "«我局»ORG")
    )
    assert ("衡阳市", "国家创新型城市", None) in told(result, "award")
