import pytest


def awards(result):
    return [f for f in result.facts if f.kind == "award"]


def works(result):
    return [(f.subject, f.name) for f in result.facts if f.kind == "undertaking"]


def test_one_row_per_receiver_with_the_giver(read):
    result = read(
        "«石鼓区»ORG、«雁峰区»ORG获«省政府»ORG«河湖治理督查激励»AWARD。",
        "RECEIVES 石鼓区 河湖治理督查激励",
        "RECEIVES 雁峰区 河湖治理督查激励",
        "CONFERS 省政府 河湖治理督查激励",
    )
    assert [f.subject for f in awards(result)] == ["石鼓区", "雁峰区"]
    assert {f.conferrer for f in awards(result)} == {"湖南省人民政府"}
    assert {f.level for f in awards(result)} == {"provincial"}
    assert {f.stage for f in awards(result)} == {None}


def test_honours_of_one_head_noun_are_told_apart(read):
    result = read(
        "«我局»ORG获评«省读书大赛、科普竞赛和诗词竞赛优秀组织单位»AWARD。",
        "RECEIVES 我局 省读书大赛、科普竞赛和诗词竞赛优秀组织单位",
    )
    assert [f.name for f in awards(result)] == [
        "省读书大赛优秀组织单位",
        "科普竞赛优秀组织单位",
        "诗词竞赛优秀组织单位",
    ]
    assert {f.level for f in awards(result)} == {"provincial"}


def test_named_receivers_go_before_their_count(read):
    result = read(
        "全市共有«2个»QUANTITY项目入选«省重大攻关项目»AWARD。“«绿色冶炼»PROJECT”有序推进。",
        "RECEIVES 2个 省重大攻关项目",
        "RECEIVES 绿色冶炼 省重大攻关项目",
    )
    assert [f.subject for f in awards(result)] == ["绿色冶炼"]
    (count,) = [f for f in result.facts if f.kind == "measure"]
    assert (count.name, count.subject) == ("入选省重大攻关项目的项目", "衡阳市")


def test_count_after_a_title_counts_the_honours(read):
    result = read("新获批«国家级绿色车间»AWARD«4家»QUANTITY。", "RECEIVES 4家 国家级绿色车间")
    (fact,) = result.facts
    assert (fact.kind, fact.value, fact.unit, fact.level) == ("award", 4, "家", "national")


def test_only_a_counted_receiver_receives(read):
    result = read("«1家»QUANTITY企业获得«省赛第一名»AWARD。", "RECEIVES 1家 省赛第一名")
    assert [f.subject for f in awards(result)] == ["1家企业"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("荣获«全国文明单位»AWARD。", ["衡阳市科学技术局"]),
        ("力争获评«全国文明单位»AWARD。", []),
        ("负责«全国文明单位»AWARD推荐工作。", []),
    ],
)
def test_honour_without_receiver(read, text, expected):
    assert [f.subject for f in awards(read(text))] == expected


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("«国家级示范园区»AWARD", "national"),
        ("«全国先进集体»AWARD", "national"),
        ("«省优秀组织奖»AWARD", "provincial"),
        ("«湖南省工程中心»AWARD", "provincial"),
        ("«第二批省级试点»AWARD", "provincial"),
        ("«市文明窗口»AWARD", "municipal"),
        ("«衡阳市先进单位»AWARD", "municipal"),
        ("«县先进单位»AWARD", "county"),
        ("«三湘护农标兵»AWARD", "provincial"),
        ("«一等奖»AWARD", None),
    ],
)
def test_level_words(read, text, level):
    (mention,) = read(f"获{text}。").mentions
    assert mention.norm.level == level


def test_level_of_the_contest_when_the_name_has_none(read):
    *_, award = read("承办省决赛，«甲公司»ORG获«小微组一等奖»AWARD。").mentions
    assert award.norm.level == "provincial"


def test_level_words_right_before_the_name(read):
    result = read(
        "«耒阳»ORG成为全国首批、全省唯一«竹林碳汇试点市»AWARD。", "RECEIVES 耒阳 竹林碳汇试点市"
    )
    assert awards(result)[0].level == "national"


def test_undertaking_by_a_named_body(read):
    result = read("«南岳大学»ORG组建«地热实验室»PROJECT。", "UNDERTAKES 南岳大学 地热实验室")
    assert works(result) == [("南岳大学", "地热实验室")]


def test_partner_of_an_elided_issuer(read):
    result = read(
        "与«省科技厅»ORG联合开展“«进村入户»PROJECT”活动。", "UNDERTAKES 省科技厅 进村入户"
    )
    assert sorted(works(result)) == [
        ("湖南省科学技术厅", "进村入户"),
        ("衡阳市科学技术局", "进村入户"),
    ]


def test_our_city_as_partner(read):
    result = read("推动«地矿所»ORG与我市共建«岩心库»PROJECT。", "UNDERTAKES 地矿所 岩心库")
    assert sorted(works(result)) == [("地矿所", "岩心库"), ("衡阳市", "岩心库")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("举办«创意大赛»PROJECT。", ["创意大赛"]),
        ("开展«读书月»PROJECT、«科普周»PROJECT等活动。", ["读书月", "科普周"]),
        ("开展«科普周»PROJECT启动仪式。", []),
        ("争取举办«创意大赛»PROJECT。", []),
        ("关于«创意大赛»PROJECT的通知。", []),
    ],
)
def test_elided_undertaking(read, text, names):
    assert works(read(text)) == [("衡阳市科学技术局", name) for name in names]
