"""The bare name of a measure, from a mention or from the words before a figure."""

import re

from jixiao.checks import passages

_LEADING = re.compile(
    r"^(?:的|其中|包括|主要是|分别为|分别是|分别|一是|二是|三是|以及|及|和|与|并|我局|我单位|本部门|本单位|该局"
    r"|(?:截至|到)?(?:19|20)\d\d年(?:度|底|末)?(?:\d{1,2}月(?:底|末|\d{1,2}日)?)?|上年度?|去年|本年度?|全年|当年"
    r"|现有|现|共有|共|有(?![效关色机限偿])|设置|设(?![备施计立])|完成(?!率)|实现(?!率)|达到|[一二三四五六七八九十\d]{1,2}[.．、])"
)
_TRAILING = re.compile(
    r"(?:分别为|分别是|分别|共计|总计|合计|共有|共|累计|有|为|是|达到|达|约|近|超过|超|突破|实现|完成|仅|，|,|：|:)$"
)
#: Names that say what is done with money or how far, and not of what: every line
#: of a budget has its 年初预算, every project its 实际使用. Others may be stated again.
_OF_ANYTHING = re.compile(
    r"(?:[年期]初|[年期]末|全年|年中|年度|本年|当年|上年|实际|累计|调整|追加|批复|财政|支出|收入"
    r"|资金|经费|金额|投资|绩效|自评|总|合计|[后数额率值]|比例|情况)*"
    r"(?:预算|决算|使用|支付|支用|到位|下达|拨付|执行|完成|结余|结转|目标|指标|得分|分值|评分)"
    r"(?:预算|决算|支出|资金|经费|金额|总|合计|[数额率值度]|比例|进度|情况)*"
)


def without_figures(text: str) -> str:
    """`text` without its digits and whitespace."""
    return re.sub(r"[\d\s.,%％]+", "", text)


def bare(name: str) -> str:
    """The name of a measure without dates, quotes, leading and trailing helpers.

    >>> bare("其中2022年度“三公”经费支出共")
    '三公经费支出'
    >>> bare("的")
    ''
    """
    text = re.sub(r"[\s“”‘’\"'《》]", "", name)
    text = passages.without_asides(text)
    while (shorter := _TRAILING.sub("", _LEADING.sub("", text))) != text:
        text = shorter
    return text


def fits_anything(name: str) -> bool:
    """Whether a name says what is done with money, or how far, and not of what.

    >>> fits_anything("年初预算"), fits_anything("公务接待费")
    (True, False)
    """
    return bool(_OF_ANYTHING.fullmatch(name))
