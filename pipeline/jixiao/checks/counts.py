"""Counts: a stated number of things against the names listed with it."""

import re
from collections.abc import Iterator

from jixiao.checks import listed, passages
from jixiao.checks.figures import Figure, Index
from jixiao.checks.listed import Listing
from jixiao.checks.verdicts import flat
from jixiao.types import Check, Label, Quote, Span, Verdict

_THINGS = (Label.ORG, Label.PROJECT, Label.AWARD, Label.DOC, Label.PERSON)
_LIST_CUE = re.compile(
    r"[^，,。；;：:、（(]{0,12}(?:[（(](?!其中)[^）)]{0,20}[）)])?\s*"
    r"(?:[，,]?\s*(?:它们)?(?:分别为|分别是|即)\s*[：:]?|[，,]?\s*包括\s*[：:]?|[：:])\s*"
)
_PARTIAL = re.compile(r"还|也|另|主要|重点|等")
_BODY = re.compile(
    r"(?:事业|下属|直属|所属|内设|职能|业务)?"
    r"(?:部门|单位|机构|企业|公司|科室|股室|处室|高校|学校|医院|院校)"
)
_PLACE = re.compile(r"\s*(?:县|市|区|镇|乡|街道|村)")
_PLACES = re.compile(r"\s*(?:县|市|区|镇|乡|街道|村)+(?:[（(][县市区乡镇街道、]+[）)])?")
#: The words before the first place of a list: 核查了甲县、乙县.
_BEFORE_PLACE = re.compile(
    r"[\u4e00-\u9fff]*(?:了|赴|涉及|包括|覆盖|涵盖|深入|走访|核查|抽查|抽取|选取|选择|调研)"
    r"(?=[\u4e00-\u9fff]{1,6}(?:县|市|区|镇|乡|街道|村)$)"
)
_PLACE_NAME = re.compile(r"^[\u4e00-\u9fff]{1,8}(?:县|市|区|镇|乡|街道|村)$")
_TOGETHER = re.compile(r"[^，,。；;：:、]{1,8}(?:均|都|全部|皆)")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏"
    "吕丁任卢姚钟姜崔谭陆范汪廖石贾韦夏付方白邹孟熊秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万钱严覃武戴莫孔汤"
)
_GIVEN = re.compile(r"^[\u4e00-\u9fff]{2,4}$")
_MOST = 200


def find(index: Index) -> Iterator[Check]:
    """Counts of named things, listed before or behind the number."""
    for figure in index.figures:
        if not _countable(figure):
            continue
        check = _titles(index, figure) or _behind(index, figure) or _before(index, figure)
        check = check or _pointing_back(index, figure) or _next_sentence(index, figure)
        if check is not None:
            yield check


def _countable(figure: Figure) -> bool:
    if figure.family != "count" or not figure.usable or figure.shown is None:
        return False
    value = figure.shown.value
    return figure.shown.exact and 1 <= value <= _MOST


def _titles(index: Index, figure: Figure) -> Check | None:
    """《A》《B》《C》三个办法; “A”“B”两个平台."""
    begin = index.sentence_of(figure).start
    listing = listed.quoted_before(index.text, figure.start, begin)
    if listing is None:
        return None
    count = _number(figure)
    sure = listing.named or not figure.place.text[0].isdigit()
    more = listing.closed or count < listing.least
    if count == listing.least or (sure and more and len(listing.items) >= 2):
        return _check(index, figure, listing)
    return None


def _behind(index: Index, figure: Figure) -> Check | None:
    """内设机构3个，分别为A、B、C."""
    end = index.sentence_of(figure).end
    cue = _LIST_CUE.match(index.text, figure.place.end, end)
    if cue is None:
        return None
    things = index.between(cue.end(), end, _THINGS)
    listing = listed.names_after(index.text, cue.end(), end, things)
    if listing is None or _has_figures(index, listing):
        return None
    count = _number(figure)
    if listing.least <= count <= listing.most:
        return _check(index, figure, listing) if count > 1 and len(listing.items) > 1 else None
    more = _PARTIAL.search(cue.group())
    sure = listing.closed and listing.named and len(listing.items) >= 2 and not more
    return _check(index, figure, listing) if sure else None


def _before(index: Index, figure: Figure) -> Check | None:
    """张三、李四两人; 市科技局、市财政局两个部门."""
    begin = index.sentence_of(figure).start
    if index.text[begin : figure.start].rstrip().endswith("的"):
        return None
    listing = listed.names_before(index.text, figure.start, begin)
    if listing is None or _has_figures(index, listing):
        return None
    count = _number(figure)
    if listing.least <= count <= listing.most:
        return _check(index, figure, _trimmed(index, listing))
    sure = (_are_persons, _are_bodies, _are_places)
    whole = listing.closed or count < listing.least
    if whole and any(is_sure(index, figure, listing) for is_sure in sure):
        return _check(index, figure, _trimmed(index, listing))
    return None


def _trimmed(index: Index, listing: Listing) -> Listing:
    """The list with its first item cut to the name that a mention marks, where one does."""
    first = listing.items[0]
    inner = [m for m in index.between(first.start, first.end, _THINGS) if m.end == first.end]
    verb = _BEFORE_PLACE.match(index.text, first.start, first.end)
    if not inner and verb is None:
        return listing
    start = inner[-1].start if inner else verb.end() if verb else first.start
    items = (Span(start, first.end), *listing.items[1:])
    return Listing(items, listing.least, listing.most, listing.closed, listing.named)


def _are_persons(index: Index, figure: Figure, listing: Listing) -> bool:
    """Whether every item is a person's name, so that no other number can be meant."""
    if figure.unit != "人" or listing.most != listing.least:
        return False
    ends = {m.end for m in index.mentions if m.label is Label.PERSON}
    bodies = [item.of(index.text) for item in listing.items]
    if all(item.end in ends for item in listing.items):
        return True
    return all(_GIVEN.match(body) and body[0] in _SURNAMES for body in bodies)


def _are_bodies(index: Index, figure: Figure, listing: Listing) -> bool:
    if not _BODY.match(index.text, figure.place.end) or listing.most != listing.least:
        return False
    bodies = {m.end for m in index.mentions if m.label is Label.ORG}
    return all(item.end in bodies for item in listing.items)


def _are_places(index: Index, figure: Figure, listing: Listing) -> bool:
    """Whether counties are listed, fewer or more than the number says: A县、B县和C市5个县（市）.

    Where they are more, each must be of a kind that the words behind the number name.
    """
    noun = _PLACES.match(index.text, figure.place.end)
    first, *others = [item.of(index.text) for item in listing.items]
    more = listing.least > _number(figure)
    if noun is None or (more and not all(item[-1] in noun.group() for item in (first, *others))):
        return False
    return bool(_PLACE.search(first[-1])) and all(map(_PLACE_NAME.match, others))


def _pointing_back(index: Index, figure: Figure) -> Check | None:
    """…A，…B，两个平台均已…: as many projects named before in the sentence."""
    if not _TOGETHER.match(index.text, figure.place.end):
        return None
    begin = index.sentence_of(figure).start
    named = index.between(begin, figure.start, [Label.PROJECT])
    if len(named) != _number(figure):
        return None
    return _check(index, figure, _of(tuple(Span(m.start, m.end) for m in named)))


def _next_sentence(index: Index, figure: Figure) -> Check | None:
    """2个项目入选…。“A”和“B”项目…: as many quoted names open the next sentence."""
    noun = re.match(r"\s*[\u4e00-\u9fff]{2}", index.text[figure.place.end :])
    number = figure.sentence + 1
    if noun is None or number >= len(index.sentences):
        return None
    following = index.sentences[number]
    clause = next(iter(passages.pieces(index.text, following.start, following.end)), following)
    marks = list(re.finditer(r"“([^“”]+)”", clause.of(index.text)))
    if len(marks) != _number(figure):
        return None
    after = clause.of(index.text)[marks[-1].end() :]
    if not after.startswith(noun.group().strip()):
        return None
    spans = tuple(Span(clause.start + m.start(1), clause.start + m.end(1)) for m in marks)
    return _check(index, figure, _of(spans))


def _of(spans: tuple[Span, ...]) -> Listing:
    return Listing(spans, len(spans), len(spans), closed=True, named=True)


def _has_figures(index: Index, listing: Listing) -> bool:
    begin, end = listing.items[0].start, listing.items[-1].end
    numeric = (Label.MONEY, Label.PERCENT, Label.QUANTITY)
    return bool(index.between(begin, end, numeric))


def _number(figure: Figure) -> int:
    assert figure.shown is not None
    return int(figure.shown.value)


def _check(index: Index, figure: Figure, listing: Listing) -> Check:
    stated = _number(figure)
    agrees = listing.least <= stated <= listing.most
    count = min(max(stated, listing.least), listing.most)
    items = listing.items if count == listing.least else listed.split_last(index.text, listing)
    terms = tuple(Quote(item.of(index.text), item.start, item.end) for item in items)
    says = "as stated" if agrees else "which the stated number contradicts"
    return Check(
        kind="count",
        verdict=Verdict.AGREES if agrees else Verdict.CONTRADICTION,
        stated=figure.place,
        terms=terms,
        computed=str(count),
        formula=f"count of the names listed = {count}",
        note=f"{flat(figure.place)}: {count} names are listed (列举), {says}.",
    )
