"""One text for every kind of statement and verdict, written for these tests."""

import pytest

AGREES = [
    ("现有编制30名，机关行政编制18名，机关工勤编2名，事业编制10名。", "sum", "30名", "30"),
    ("实有人数88人，其中在职52人，离退休36人。", "sum", "88人", "88"),
    (
        "“三公”经费支出9.3万元：公务用车运行维护费7.1万元；公务接待费2.2万元；因公出国（境）费0万元。",
        "sum",
        "9.3万元",
        "9.3",
    ),
    ("办件共45件，其中新办20件，延期15件，注销10件，新增企业3家。", "sum", "45件", "45"),
    ("引进博士12名、硕士30名，合计42名。", "sum", "42名", "42"),
    (
        "收入合计50.0万元，构成如下：\n1.财政拨款收入45.5万元；\n2.其他收入4.5万元。",
        "sum",
        "50.0万元",
        "50",
    ),
    (
        "采购支出80万元。其中：货物采购30万元，工程采购10万元，服务采购40万元。",
        "sum",
        "80万元",
        "80",
    ),
    ("支出合计200万元，其中基本支出150万元，占75%。", "share", "75%", "75"),
    ("全年征收65.2万元，占全年收入81.5万元的80%。", "share", "80%", "80"),
    ("运行经费110万元，比上年增加10万元，增长10%。", "growth", "10%", "10"),
    ("运行经费90万元，比上年减少10万元，下降10%。", "growth", "10%", "10"),
    ("发放贷款6.6亿元，上年为6.0亿元，增加0.6亿元，增长10%。", "growth", "10%", "10"),
    (
        "2023年执行数为50.00万元，2024年预算安排40.00万元，比2023年执行数减少20%。",
        "growth",
        "20%",
        "20",
    ),
    ("成员单位由40家增加到50家，增长25%。", "growth", "25%", "25"),
    ("签约项目60个，比上年的48个增加12个。", "difference", "12个", "12"),
    ("达标率为54.2%，上年同期为51.7%，提高2.5个百分点。", "difference", "2.5个百分点", "2.5"),
    ("2023年预算数为20万元，2024年预算数20万元，比2023年预算数持平。", "difference", "持平", "0"),
    (
        "支出决算为49万元，年初预算为50万元，决算数小于年初预算数。",
        "bound",
        "决算数小于年初预算数",
        "-1",
    ),
    ("年初预算为50万元，支出决算为45万元，完成年初预算的90%。", "ratio", "90%", "90"),
    ("“三公”经费支出24万元，完成预算30万元的80%。", "ratio", "80%", "80"),
    ("受理投诉200件，办结190件，办结率95%。", "ratio", "95%", "95"),
    ("现有编制50名，在职40人。\n编制内在职人员控制率80%。", "ratio", "80%", "80"),
    ("内设机构3个，分别为办公室、综合科（法规科）、规划科。", "count", "3个", "3"),
    ("印发《甲管理办法》《乙管理办法》两个文件。", "count", "两个", "2"),
    ("下属单位2个：市信息所、市促进中心。", "count", "2个", "2"),
    ("王小明、李建国、张丽三人获得表彰。", "count", "三人", "3"),
    ("有2个项目入选年度计划。“深井取水”和“水质监测”项目进展顺利。", "count", "2个", "2"),
    ("立项资金180万元（其中本市出资150万元）。", "bound", "180万元", "150"),
    (
        "项目支出预算为370万元。主要项目：孵化运行60万元、设备购置280万元。",
        "bound",
        "370万元",
        "340",
    ),
    ("采购预算215万元，中标金额198万元，节约17万元，节约率7.9%。", "difference", "17万元", "17"),
    ("采购预算215万元，中标金额198万元，节约17万元，节约率7.9%。", "ratio", "7.9%", "7.907"),
    ("全年到位资金655万元，支出616万元，结余39万元。", "difference", "39万元", "39"),
    ("当年新登记86家，注销31家，净增55家。", "difference", "55家", "55"),
    ("返还资金964万元，涉及企业482户，户均2万元。", "ratio", "2万元", "2"),
    ("公务用车8辆，运行费18.44万元，平均每辆2.305万元。", "ratio", "2.305万元", "2.305"),
    ("与上年的74.86万元相比减少6.44万元，下降8.60%。", "growth", "8.60%", "8.6027"),
    ("受理投诉842件，办结827件；投诉量比上年的1,005件下降16.22%。", "growth", "16.22%", "16.2189"),
    ("支出806.42万元，年初预算740.00万元，完成年初预算的108.98%。", "ratio", "108.98%", "108.9757"),
    ("抽查林地96块，其中成活率低的13块，占13.5%。", "share", "13.5%", "13.5417"),
    (
        "到位资金655万元。其中省级330万元，占到位资金的50.38%；市级325万元，占49.62%。",
        "share",
        "49.62%",
        "49.6183",
    ),
    ("完成年度计划的105%，超额完成。", "bound", "超额完成", "105"),
]

ROUNDING = [
    (
        "基本支出105.58万元，其中：人员经费95.36万元，公用经费10.23万元。",
        "sum",
        "105.58万元",
        "105.59",
    ),
    ("总计9.1万元，其中基本支出6.2万元，占68.0%。", "share", "68.0%", "68.1319"),
    ("接待费0.31万元，比上年增加0.05万元，增长19.0%。", "growth", "19.0%", "19.2308"),
    ("比例由4.3%提高到5.5%，提高1.3个百分点。", "difference", "1.3个百分点", "1.2"),
    ("年初预算为3.1万元，支出决算为2.9万元，完成年初预算的93.0%。", "ratio", "93.0%", "93.5484"),
]

CONTRADICTION = [
    ("实有人数88人，其中在职52人，离退休35人。", "sum", "88人", "87"),
    ("新打机井10眼，修复机井20眼，机井合计40眼。", "sum", "40眼", "30"),
    (
        "造林完成20.4万亩，其中人工造林6.8万亩、迹地更新8.7万亩、封山育林5.6万亩。",
        "sum",
        "20.4万亩",
        "21.1",
    ),
    # a list that ends with the rest is complete; a long total missed by one digit is a misprint
    ("查处违法案件1947起，其中超限1206起、非法营运438起、其他330起。", "sum", "1947起", "1974"),
    (
        "国营收入为14,328.15万元，其中工业收入6,688.59万元，商业收入7,439.56万元。",
        "sum",
        "14,328.15万元",
        "14128.15",
    ),
    ("支出合计200万元，其中基本支出150万元，占85%。", "share", "85%", "75"),
    ("运行经费110万元，比上年增加10万元，增长15%。", "growth", "15%", "10"),
    ("运行经费110万元，比上年增加10万元，下降10%。", "growth", "10%", "-10"),
    ("征缴保费31.46亿元，比上年的28.15亿元增加3.31亿元，增长18.1%。", "growth", "18.1%", "11.7584"),
    ("签约项目60个，比上年的48个增加15个。", "difference", "15个", "12"),
    ("2023年预算数为20万元，2024年预算数26万元，比2023年预算数持平。", "difference", "持平", "6"),
    ("年初预算为50万元，支出决算为45万元，完成年初预算的95%。", "ratio", "95%", "90"),
    ("受理投诉200件，办结190件，办结率98%。", "ratio", "98%", "95"),
    (
        "年初预算为50万元，支出决算为59万元，决算数小于年初预算数。",
        "bound",
        "决算数小于年初预算数",
        "9",
    ),
    ("内设机构4个，分别为办公室、综合科、规划科。", "count", "4个", "3"),
    ("印发《甲管理办法》《乙管理办法》三个文件。", "count", "三个", "2"),
    ("王小明、李建国、张丽四人获得表彰。", "count", "四人", "3"),
    ("现场核查了东山县、西河县和南水市5个县（市）。", "count", "5个", "3"),
    ("立项资金180万元（其中本市出资190万元）。", "bound", "180万元", "190"),
    (
        "项目支出预算为370万元。主要项目：孵化运行160万元、设备购置280万元。",
        "bound",
        "370万元",
        "440",
    ),
    # words that count the parts, name them all, or give each its full marks
    (
        "计划安排590万元，由三级财政共同负担：中央320万元，省级145万元，市级115万元。",
        "sum",
        "590万元",
        "580",
    ),
    ("建成公墓和骨灰堂共42处，其中公墓37处、骨灰堂8处。", "sum", "42处", "45"),
    ("参保职工47.3万人、居民72.6万人，两项合计129.9万人。", "sum", "129.9万人", "119.9"),
    ("招录公务员7名、事业人员26名，共36名。", "sum", "36名", "33"),
    (
        "自评92.7分，其中立项18.5分（满分20分）、推进28.2分（满分30分）、成效44.0分（满分50分）。",
        "sum",
        "92.7分",
        "90.7",
    ),
    # one slip in figures so long that chance explains nothing
    (
        "采购支出2,138.60万元，其中货物764.20万元，服务1,554.40万元。",
        "sum",
        "2,138.60万元",
        "2318.6",
    ),
    ("采购预算215万元，中标金额198万元，节约71万元。", "difference", "71万元", "17"),
    ("编制数98名，实有在职84人，空编41名。", "difference", "41名", "14"),
    ("返还资金964万元，涉及企业482户，户均3万元。", "ratio", "3万元", "2"),
    ("通过评审1283人,录用641人,录用率55.0%。", "ratio", "55.0%", "49.961"),
    ("年度预算200万元，实际兑现186万元，预算执行率90.5%。", "ratio", "90.5%", "93"),
    ("与上年的74.86万元相比减少6.44万元，下降6.80%。", "growth", "6.80%", "8.6027"),
    ("受理投诉842件，办结827件；投诉量比上年的1,005件下降12.66%。", "growth", "12.66%", "16.2189"),
    (
        "到位资金655万元。其中省级330万元，占到位资金的50.38%；市级325万元，占46.92%。",
        "share",
        "46.92%",
        "49.6183",
    ),
    ("三公经费4.9万元，其中公务用车4.5万元，公务接待0.4亿元。", "sum", "4.9万元", "4004.5"),
    ("总产值358亿元，比上年的282万元增长5.9%。", "growth", "5.9%", "1269403.5461"),
    ("水费支出3.9万元，其中城东站2.5万元，城西站1.6亿元。", "bound", "3.9万元", "16000"),
    ("自评92.7分，其中立项18.5分、推进28.2分、成效44.0分。", "sum", "92.7分", "90.7"),
    ("毕业生登记862人,已就业463人,就业率91.8%。", "ratio", "91.8%", "53.7123"),
    ("收入24.63万元，比上年27.15万元减少2.52万元，下降9.24%。", "growth", "9.24%", "9.2818"),
    ("完成年度计划的95%，超额完成。", "bound", "超额完成", "95"),
    ("运行经费10万元，比上年增加20万元，增长10%。", "bound", "20万元", "-10"),
]

OTHER_SCOPE = [
    # the rate fits the full-year budget, not the initial one that it names
    (
        "年初预算为40万元，全年预算为50万元，支出决算为45万元，完成年初预算的90%。",
        "ratio",
        "90%",
        "112.5",
    ),
    # growth of value added is measured in comparable prices
    ("工业增加值110亿元，比上年增加10亿元，增长8%。", "growth", "8%", "10"),
    # all spending against the part that the general budget pays
    (
        "实际公务接待费0.8万元，比上年减少20%。\n一般公共预算公务接待费0.8万元，比上年增加0.1万元。",
        "growth",
        "20%",
        "-14.2857",
    ),
    # shares that all fit another total are of that total
    (
        "地方支出770.0亿元。其中建设284.9亿元，占地方支出的35.84%；文教259.1亿元，占地方支出的32.60%。",
        "share",
        "35.84%",
        "37",
    ),
]

NOT_CHECKABLE = [
    ("运行经费10.5万元，比上年增加10.5万元，增长100%。", "growth", "100%"),
    ("年初预算为0万元，支出决算为45万元，完成年初预算的90%。", "ratio", "90%"),
]

SILENT = [
    # lists that leave something out
    "兴建水库等6座，新增华源、东盛、立达等9家企业。",
    "总产值568亿元，其中甲园区435亿元、乙园区57亿元，均创新高。",
    # approximate and open figures
    "支出约200万元，其中基本支出150万元，项目支出60万元。",
    "支出200余万元，其中基本支出150万元，项目支出60万元。",
    # parts that may overlap
    "入库项目100个，其中省级项目60个、亿元以上项目70个。",
    # 其中 after a balance, and after another kind of thing
    "贸易顺差604亿元。其中，货物贸易顺差684亿元。",
    "活动包括赛、展两个板块。其中，大赛吸引91个国家参加。",
    # 增长2倍 is also said of what became twice as much
    "保有量由7万辆增长到14万辆，增长2倍。",
    # 由A到B under 其中 is no list of parts
    "断面由759个增加到970个，其中流域断面由419个增加到574个。",
    # 境外 and 境内 divide no list that goes on
    "办理许可87项，其中境外申请29项，境内申请16项，延期35项。",
    # a share of something that is not stated
    "工业投资15亿元，占全省的40%。",
    # a rate of a group whose members are elsewhere
    "项目预算400万元，执行率90%。",
    # unit prices do not add up
    "处理补贴：厨余垃圾265元/吨；污泥249元/吨；建筑垃圾25元/吨。",
    # attributes before a number are no list of persons
    "引进博士、硕士12人，水利、交通项目4个。",
    # 基本支出 and 项目支出 have one whole; the second is no part of the first
    "基本支出110万元，占69%，其中人员经费90万元、公用经费20万元；项目支出50万元，占31%。",
    "教育支出60万元，占75%；卫生支出12万元，占15%；住房支出8万元，占10%。",
    # a rate between a count and the rate of something else
    "抽检3600批次，检出不合格190批次，发现率2.0%，不合格处置率100%。",
    # another subject between level and rate
    "财政收入45亿元，税收增加3亿元，利润增长9%。",
    # 累计结余 grew over the years
    "基金收入71亿元，支出66亿元，累计结余74亿元。",
    # the part of a rate that says more than what was done, and one that denies it
    "普查松林142万亩，防治面积5.33万亩，无公害防治率96.8%。",
    "抽检800批次，不合格40批次，合格率95.2%。",
    # a list of three kinds, one of them not told
    "经营主体1610万户，其中企业503.8万户，个体工商户1079.4万户。",
    # nobody says that these lists are complete
    "引资260亿元，其中东区80亿元、西区70亿元、南区30亿元。",
    "项目区名称：东乡100兆瓦、西乡50兆瓦。3.2项目地点：东乡100兆瓦、西乡50兆瓦。",
    # a share of another thing than the whole of the list
    "甲出资690万元占总出资额的23%，其中乙出资660万元占总出资额的22%。",
    # so many in all, of which some, and a mean of the mean population
    "年末人口300万人，总产值2000亿元，人均70000元。",
    # 的 makes the names say whose persons they are
    "由计划科、农田科和某大学资源学院的4位教师组成。",
    # full marks beside the marks
    "总分88.6分：决策15分得14分，过程20分得17.0分，产出35分得30.6分，效益30分得27分。",
    # an approximate share
    "12月支付318万元，约占全年项目支出的三成。全年项目支出2000万元。",
]


@pytest.mark.parametrize(("text", "kind", "stated", "computed"), AGREES)
def test_agrees(verdicts, text, kind, stated, computed):
    assert (kind, stated, "agrees", computed) in verdicts(text)


@pytest.mark.parametrize("text", [row[0] for row in AGREES])
def test_nothing_contradicts_where_everything_agrees(verdicts, text):
    assert not [c for c in verdicts(text) if c[2] == "contradiction"]


@pytest.mark.parametrize(("text", "kind", "stated", "computed"), ROUNDING)
def test_rounding(verdicts, text, kind, stated, computed):
    assert (kind, stated, "rounding", computed) in verdicts(text)


@pytest.mark.parametrize(("text", "kind", "stated", "computed"), CONTRADICTION)
def test_contradiction(verdicts, text, kind, stated, computed):
    assert (kind, stated, "contradiction", computed) in verdicts(text)


@pytest.mark.parametrize(("text", "kind", "stated", "computed"), OTHER_SCOPE)
def test_other_scope(verdicts, text, kind, stated, computed):
    found = verdicts(text)
    assert (kind, stated, "other_scope", computed) in found
    assert not [c for c in found if c[2] == "contradiction"]


@pytest.mark.parametrize(("text", "kind", "stated"), NOT_CHECKABLE)
def test_not_checkable(verdicts, text, kind, stated):
    assert (kind, stated, "not_checkable", None) in verdicts(text)


@pytest.mark.parametrize("text", SILENT)
def test_no_contradiction_without_certainty(verdicts, text):
    assert not [c for c in verdicts(text) if c[2] in ("contradiction", "other_scope")]
