"""What is a figure and where it begins and ends: the gold stands in the string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.values import find

MONEY = r"""
投资约«M|2.8亿元»，拨付«M|200余万元»。
补助标准为«M|100-200万元»，另有«M|3—5万元»的奖励。
新增贷款«M|4000万»，余额为«M|0万元»。
专项债券«M|1.2万亿元»到账，其中«M|350万元»用于培训。
补助资金分别为«M|100»、«M|200»和«M|300万元»。
收费由«M|100万元»增至«M|200万元»，每户补助«M|100万元至200万元»。
合同金额人民币«M|壹佰贰拾万元整»（«M|￥1,200,000.00»）。
进口设备折合«M|350万美元»，借款«M|1.5亿欧元»和«M|2000万港元»。
每人每月补贴«M|300元»，每亩奖励«M|5000元»/亩。
退还«M|12元5角»，另付«M|3,456.78元»。
出口额突破«M|百亿元»大关，税收超«M|千万元»。
全社会投资迈上«M|3千亿»台阶。
下达经费«M|1，234.5万元»。
下达经费«M|１２３４．５万元»以上。
年度支出«M|18.5 \n万元»。
结余«M|-3.5万元»，上缴«M|三千二百万元»。
企业净利润为«M|负2.3亿元»。
归集资金«M|3亿5千万元»，拨付«M|9万多元»。
亏损额在«M|三十几万元»左右，预留«M|几百万元»备用。
共支付«M|12.50元»、«M|800元»两笔。
每户补助«M|2004.01-2006.02万元»，期限«D|2019.03-2022.11»。
拨付«M|2023万元»，另拨«M|2022元»，«D|2022年»«M|100万元»到账。
减负«M|213亿元»，降本«M|5.6亿元»。
"""
PERCENT = r"""
增长«P|16.6％»，提高«P|3.2个百分点»，下调«P|25个基点»。
合格率在«P|95%»以上，差错率低于«P|3‰»。
占比«P|百分之五»，其中«P|百分之三十二点五»来自技改。
同比增长«P|2.7倍»，较«D|上年»«P|翻一番»，实现«P|翻两番»。
完成«P|七成»，近«P|九成»企业参保，«P|三成半»以上已复工。
增速在«P|5%-6%»之间，提升«P|3至5个百分点»。
覆盖率«P|100%»，占全市«P|三分之一»，占«P|1/4»。
审批时限压减«P|一半»以上，费用«P|减半»。
分别增长«P|5.8%»、«P|7.2%»和«P|9%»。
分别高于全省«P|0.9»、«P|2个百分点»。
收入增长«P|-1.2%»，支出增长«P|8．5％»。
利率下降«P|50个BP»，产量增长«P|两倍»以上。
按成本的«P|百分之五至百分之八»计提。
"""
DATES = r"""
«D|2022年1-11月»完成投资，«D|2022年12月»竣工。
截至«D|2022年底»，比«D|上年»多，较«D|上年同期»少。
«D|前三季度»好于预期，«D|一季度»开局平稳，«D|上半年»见效。
“十四五”规划编制完成，«D|“十四五”时期»发展快，«D|“十四五”期间»投资大。
«D|近三年»累计完成，«D|五年来»持续推进，«D|今年以来»成效明显。
«D|全年»实现，«D|当年»完成，«D|年初»下达，«D|年底»收回。
«D|2023年当年»支出，«D|2023年度»决算，«D|2022年3月5日»印发。
«D|2021—2025年»实施，«D|2019年至2021年»建设。
会议于«D|3月19日至20日»召开，«D|9月底»前整改。
入围«D|2023»中国企业榜单，«D|２０２３年»发布。
«D|这一年»，«D|一年来»，«D|过去一年»都不平凡。
于«D|2024 年 12 月 31 日»结束，«D|二〇二三年五月»动工。
«D|2023-05-12»验收，«D|去年»立项，«D|今年六月»开工。
近年来目前长期同比都不是日期。
«D|2020年3月至5月»停工，«D|去年前三季度»复工。
«D|本年度»和«D|上年度»数据可比。
"""
QUANTITIES = r"""
服务企业«Q|124家»，培训«Q|1500余人»，改造«Q|36.5万亩»。
全省排名«Q|第64位»，居全市«Q|第3»，稳居全国«Q|首位»，进入«Q|前十»。
连续«Q|四年»获奖，历时«Q|三年»，用时«Q|18个月»。
召开«Q|两个»现场会，举办«Q|12场次»活动，惠及«Q|30多万人次»。
每月走访«Q|1»、«Q|2»、«Q|3次»以上。
新增«Q|3至5个»平台，用«Q|2-3年»建成。
建成«Q|120.5公里»道路、«Q|3.2万平方米»厂房、«Q|86套（间）»公寓。
PM2.5浓度降至«Q|31微克/立方米»，装机«Q|50万千瓦»，发电«Q|3亿千瓦时»。
结构调整为«Q|8.1:40.5:51.4»，收入比为«Q|1.8:1»。
城乡收入比缩小至«Q|2.15»，能效系数提高到«Q|0.93»。
惠及«Q|76万»群众，用户突破«Q|150万»。
全国«Q|第三个»、全省«Q|第二大»，排«Q|第十五»。
入驻企业超«Q|百家»，观众破«Q|千万人次»。
打通断头路«Q|6条»，新开航线«Q|12条»。
新建«Q|8个»体育馆、«Q|3个»人才市场，表彰«Q|5个»集体。
得分«Q|98.5分»，夺得«Q|3金»«Q|2银»。
处理信件«Q|12\n件»，出动车辆«Q|300台次»。
"""
DOCUMENTS = r"""
根据«O|《科技经费管理办法》»和«O|湘财教〔2021〕15号»执行。
印发«O|《关于贯彻〈纲要〉2023年实施方案的通知》»。
（«O|衡科发（2022）5号»）已废止，见«O|国发〔2020〕3号»。
«O|《2035年远景目标》»获通过。
依据«O|国务院令第712号»办理。
符合«O|GB/T 33300—2016»要求。
"""
NOTHING = r"""
千亿级产业、百亿园区、亿元以上项目和第一方阵。
“三公”经费、“1+3+N”体系、“双百”行动。
1.总体目标\n2.主要任务
一是抓落实，二是抓创新，三是抓服务。
党的二十大精神和二十届四中全会精神。
第三条 本办法自发布之日起施行。
联系电话0734-8867890，邮编421001。
上午8:30开会，C919飞机和5G基站投用。
出台稳增长25条，落实“人才30条”政策。
一批项目、一系列举措、一体推进、一带一路。
三大攻坚战、五大行动、四梁八柱、三角债。
5A级景区、3号线、IPv6、2.0版。
千方百计、百姓、万无一失、一揽子。
第一产业、第三方、第一书记、第五届。
减负、负责、减半径。
三次产业和二次供水。
"""


def cases(*blocks: str) -> list[str]:
    lines = [line for block in blocks for line in block.strip().split("\n")]
    return [line.replace("\\n", "\n") for line in lines]


@pytest.mark.parametrize("marked", cases(MONEY, PERCENT, DATES, QUANTITIES, DOCUMENTS, NOTHING))
def test_spans_are_exactly_the_marked_ones(remarked, marked):
    assert remarked(marked) == marked


def words(characters: str) -> st.SearchStrategy[str]:
    return st.text(alphabet=characters, max_size=40)


NASTY = (
    "0123456789０１２．，,.-—~％%‰个百分点元万亿千年月日季度第前余多几至到、和一二三十两"
    "《》〔〕“”（）\n \u3000增长约倍成翻番"
)


@given(st.one_of(st.text(max_size=80), words(NASTY)))
def test_spans_are_sorted_disjoint_nonempty_and_inside_the_text(text):
    end = 0
    for span in find(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@given(words(NASTY))
def test_spans_are_balanced_and_have_no_blank_edges(text):
    for span in find(text):
        surface = text[span.start : span.end]
        assert surface == surface.strip()
        for opening, closing in ("《》", "（）", "()", "“”", "〔〕"):
            assert surface.count(opening) == surface.count(closing)


@given(words("收入增长约１２３4．5％亿元，达到第十位年"))
def test_finding_does_not_depend_on_width(text):
    wide = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    assert find(wide) == find(text)


def test_a_long_run_of_digits_takes_no_long_time():
    assert find("9" * 20_000) == []
    assert find("一" * 20_000) == []
    assert find("《" * 20_000) == []
