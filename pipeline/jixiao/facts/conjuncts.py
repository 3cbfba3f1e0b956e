"""Elliptic lists: which part of 快递、电信业务量 a figure after 分别 belongs to."""

import re
from collections.abc import Sequence

_HEAD = re.compile(
    r"(?:居民)?人均(?:可支配)?(?:收入|消费支出)$"
    r"|(?:行业|产业|企业|工业)?(?:增加值|总产值|产值|营业收入|主营业务收入|利润|投资|税收)$"
    r"|(?:播种|种植|绿化)?面积$|(?:产|销|储|发电|用电|吞吐|客运|货运|业务|业务总|排放)量$"
    r"|(?:零售|销售|成交|交易|进口|出口|进出口总|签约)?(?:总)?额$|(?:存款|贷款)?(?:余额|增速)$"
    r"|(?:进口|出口|收入|支出|规模|价格|人数|人次|数量|浓度)$"
    r"|(?:覆盖|普及|达标|就业|入学|毛入园|毛入学|完成|利用|优良|合格|巩固)率$"
)


def conjuncts(name: str, count: int) -> Sequence[str] | None:
    """The `count` full names that an elliptic list of that many parts stands for.

    None where the name has another number of parts or no plain common head.

    >>> conjuncts("快递、电信业务量", 2)
    ['快递业务量', '电信业务量']
    >>> conjuncts("早稻和晚稻播种面积", 2)
    ['早稻播种面积', '晚稻播种面积']
    >>> conjuncts("文化和旅游产值", 1) is None
    True
    """
    if count < 2:
        return None
    for pattern in (r"、|和|与|及", r"、"):
        parts = [p for p in re.split(pattern, name) if p]
        if len(parts) == count:
            return _completed(parts)
    return None


def _completed(parts: list[str]) -> Sequence[str] | None:
    found = _HEAD.search(parts[-1])
    if found is None or found.start() < 2 or any(len(p) < 2 for p in parts):
        return None
    head = found.group()
    return [p if _HEAD.search(p) else p + head for p in parts]
