"""The words of tables: what a cell is by its text alone."""

import re
from decimal import Decimal
from functools import lru_cache

from jixiao.values.numerals import narrow

_BOUND = "大于等于|小于等于|不低于|不少于|不超过|不高于|大于|小于|达到|[≥≤><=≧≦≈约¥$]{1,3}"
_SIGN = rf"(?:{_BOUND})?[-+−]?"
_MEASURE = r"(?:[%‰]|[^\W\d_年月日季号]{1,4}|个百分点)"
_FIGURE = re.compile(
    rf"\(?{_SIGN}\d[\d,]*(?:\.\d+)?\)?(?:{_MEASURE}(?:/[^\W\d_]{{1,3}})?)?(?:及?以[上下内])?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTHING = re.compile(r"[-—–－/*.…]+|无|略|不适用|空")
_CODE = re.compile(r"\d{1,12}")
_CODE_HEAD = re.compile(r".{0,10}(?:编码|代码)|[类款项目]")
_SERIAL_HEAD = re.compile(r"行次|序号|栏次|栏目|编号|行号")
_COLUMN_NUMBER = re.compile(r"(\d{1,3})(?:=[\d+\-×*/()%]+)?")
_COLUMN_NUMBER_WORD = re.compile(r"栏次|栏目|行次|序号|[甲乙丙丁戊己]")
_SUBHEAD = re.compile(r"[类款项目]")
_TOTAL = re.compile(r".{0,12}(?:合计|总计|小计|共计|总分)(?:数|额|\(.*\))?|总数|合计.{0,8}")
_STUB_HEAD = re.compile(
    r"项目|.*(?:科目|名称|编码|代码|[一二三]级指标)|(?:绩效|评价)?指标(?:内容)?|行次|序号|内容|类别|单位"
)
_VALUE_HEAD = re.compile(
    r".*(?:预算|决算|完成|执行|指标|目标|实际|金额|增减|调整|支付|到位|发生|拨款|支出|收入)"
    r"[数值额率]|.*(?:得分|分值|权重|比例|占比|%|元\))|.*(?:备注|说明|原因|措施).*|金额|合计|小计|总计"
)
_REMARK_HEAD = re.compile(r".*(?:备注|说明|原因|措施|情况).*")
_HEAD_UNIT = re.compile(
    r"(?:\(|（|^|[、,，]|单位:)(?:人民币)?([十百千万亿]*元)(?:人民币)?(?:\)|）|$)"
)
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PROSE = re.compile(r"[。；;！？]")
_KEY = re.compile(
    r".{0,8}(?:名称|部门|单位|负责人|联系人|电话|日期|时间|编码|代码|类[型别]|属性|性质|地址|期限|周期"
    r"|网址|目标|内容)[:：]?"
)
_BARE = re.compile(r"\(?[-+−]?\d[\d,]*(?:\.\d+)?\)?")
_MAX_HEAD = 40


def compact(text: str) -> str:
    """`text` narrow and without blanks, as its words are compared.

    >>> compact("合　计（万元）")
    '合计(万元)'
    """
    return re.sub(r"\s", "", narrow(text))


@lru_cache(maxsize=4096)
def is_figure(word: str) -> bool:
    """Whether a cell's compact text is a figure: a number, with its unit or without.

    >>> [is_figure(word) for word in ("1,204.50", "≥95%", "不少于12家", "(3.2)", "2023年", "-")]
    [True, True, True, True, False, False]
    """
    return _FIGURE.fullmatch(word) is not None


def is_year(word: str) -> bool:
    """Whether it is a bare year, which may head a column."""
    return _YEAR.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def says_nothing(word: str) -> bool:
    """Whether it stands for an empty cell (—, 无)."""
    return _NOTHING.fullmatch(word) is not None


def is_code(word: str) -> bool:
    """Whether it may be an account code."""
    return _CODE.fullmatch(word) is not None


def heads_codes(word: str) -> bool:
    """Whether it heads a column of codes.

    >>> [heads_codes(word) for word in ("功能分类科目编码", "款", "科目名称")]
    [True, True, False]
    """
    return _CODE_HEAD.fullmatch(word) is not None


def heads_serials(word: str) -> bool:
    """Whether it heads a column of running numbers."""
    return _SERIAL_HEAD.fullmatch(word) is not None


def column_number(word: str) -> int | None:
    """The number that a row of column numbers (栏次) gives its column; 3=1+2 is 3."""
    match = _COLUMN_NUMBER.fullmatch(word)
    return int(match[1]) if match else None


def labels_column_numbers(word: str) -> bool:
    """Whether it may stand among the numbers of a row of column numbers."""
    return _COLUMN_NUMBER_WORD.fullmatch(word) is not None


def is_subhead(word: str) -> bool:
    """Whether it is one of 类, 款, 项, 目, which stand under a head for codes."""
    return _SUBHEAD.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def is_total(word: str) -> bool:
    """Whether it names a total.

    >>> [is_total(word) for word in ("合计", "本年收入合计", "收入总计", "会计")]
    [True, True, True, False]
    """
    return _TOTAL.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def heads_names(word: str) -> bool:
    """Whether it heads a column of names or codes of rows."""
    return _STUB_HEAD.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def heads_values(word: str) -> bool:
    """Whether it heads a column of figures, or of remarks beside them."""
    return _VALUE_HEAD.fullmatch(word) is not None


def heads_remarks(word: str) -> bool:
    """Whether it heads a column of text that is no name."""
    return _REMARK_HEAD.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def unit_of(word: str) -> Decimal | None:
    """The yuan in one unit that a head gives: 预算数（万元）, 万元.

    >>> unit_of("预算数(万元)"), unit_of("元"), unit_of("多元")
    (Decimal('10000'), Decimal('1'), None)
    """
    match = _HEAD_UNIT.search(word)
    if match is None:
        return None
    factor = Decimal(1)
    for scale in match[1].removesuffix("元"):
        factor *= _FACTORS[scale]
    return factor


def reads_as_head(word: str) -> bool:
    """Whether it is short and no sentence, as heads are."""
    return len(word) <= _MAX_HEAD and not _PROSE.search(word)


def is_key(word: str) -> bool:
    """Whether it asks for what stands beside it in a form.

    >>> is_key("主管部门"), is_key("财政局")
    (True, False)
    """
    return _KEY.fullmatch(word) is not None


def is_bare(word: str) -> bool:
    """Whether it is a number without any unit of its own."""
    return _BARE.fullmatch(word) is not None
