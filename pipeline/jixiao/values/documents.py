"""Titled documents and document numbers."""

import re

# 《…》 with titles inside, 〔2018〕59号 (its issuer is found by `widen`), standards.
DOC = r"""
    (?:《(?:[^《》]|《[^《》]{0,120}》){1,240}》
    | [〔\[(](?:19|20)[0-9]{2}[〕\])]第?[0-9]{1,5}号
    | (?<=令)第[0-9]{1,5}号
    | GB(?:/T|/Z)?\s?[0-9]+(?:\.[0-9]+)?(?:[-—][0-9]{4})?)
"""
DOC_STARTS = r"《〔\[(第G"

_ISSUER = re.compile(r"[\u4e00-\u9fff]{1,12}$")
_ROUND = re.compile(r"[发办函字政令规财通报号教科农建预综采社审环水商文民交住卫税企金库资监]$")
_LEAD = re.compile(
    ".*(?:根据|按照|依据|依照|参照|遵照|通过|印发|关于|文件|规定|精神|下发|出台|以及|[和与及见])"
)


def widen(plain: str, start: int, floor: int) -> int | None:
    """Where the document number whose year or 第 stands at `start` begins.

    The code of the issuing body before it belongs to it, words that lead to it
    do not. None where no issuer stands there, so that nothing was cited.
    Nothing before `floor` is taken.

    >>> widen("根据湘办〔2018〕59号", 4, 0)
    2
    """
    issuer = _ISSUER.search(plain, max(floor, start - 12), start)
    if not issuer:
        return None
    lead = _LEAD.match(issuer[0])
    first = issuer.start() + (lead.end() if lead else 0)
    if first >= start or (plain[start] == "(" and not _ROUND.search(plain, first, start)):
        return None
    return first
