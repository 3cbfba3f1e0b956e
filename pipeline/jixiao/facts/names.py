"""Full names of bodies: administrative grammar, completed by the report's region.

A name is read as division + organ (市 + 科技局). When in doubt it stays as
it is written: two names are never merged on a guess.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from jixiao.bodies import forms
from jixiao.bodies.divisions import (
    MUNICIPALITIES,
    division_at,
    full_division,
    named_division,
    province_of,
)
from jixiao.bodies.names import level_word, without_prefix
from jixiao.bodies.organs import expand_stem, is_common, organ_name, provincial_department

_SELF = re.compile(
    r"^(?:我|本)(局|部门|单位|委|厅|部|办|院|校|所|站|馆|中心|区|县|街道|镇|乡|处|队|公司|企业|集团)$"
)
_THAT = re.compile(
    r"^该(局|部门|单位|委|厅|部|办|院|校|所|站|馆|中心|公司|企业|集团|协会|街道|镇|乡)$"
)
#: Of the names of county level only those with 县 may have one character before it; 经县委 is
#: none of them.
_COUNTY = re.compile(
    r"^(?![经由被向报受在对将为与和从][县区市])(?:[\u4e00-\u9fff]{1,6}?县|[\u4e00-\u9fff]{2,6}?(?:区|旗|市))(?=.)"
)
_SPACE = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_ENDS = {"公司": ("公司", "集团", "厂", "股份"), "企业": ("公司", "集团", "厂", "股份", "企业")}


@dataclass(frozen=True, slots=True)
class Place:
    """The division a report speaks for: its full name and the ones above it.

    `city` is the prefecture (or municipality) around a county-level region.
    """

    region: str | None = None
    city: str | None = None
    province: str | None = None


def place_of(region: str | None, text: str) -> Place:
    """Where `region` lies; for a county, the city is the one written before it in `text`.

    >>> place_of("衡阳市", "")
    Place(region='衡阳市', city='衡阳市', province='湖南省')
    >>> place_of("普陀区", "上海市普陀区财政局").city
    '上海市'
    """
    if not region:
        return Place()
    region = _SPACE.sub("", region)
    full = full_division(region) or region
    if province_of(full):
        return Place(full, full if full.endswith("市") else None, province_of(full))
    first = division_at(full)
    if first:
        return _below(first, full[len(first) :], text)
    found = re.search(r"([\u4e00-\u9fff]{2,8}市)" + re.escape(full), text)
    city = _division_ending(found.group(1)) if found else None
    return Place(full, city, province_of(city) if city else None)


def _below(first: str, rest: str, text: str) -> Place:
    inner = place_of(rest, text) if rest else Place(first, None, first)
    city = inner.city or (first if first.endswith("市") else None)
    return Place(inner.region, city, inner.province or province_of(first))


def _division_ending(name: str) -> str | None:
    return next((name[i:] for i in range(len(name)) if province_of(name[i:])), None)


def clean(name: str) -> str:
    r"""The name without the white space that line wrapping put into it.

    >>> clean("衡阳市\n财政局")
    '衡阳市财政局'
    >>> clean("Green City 计划")
    'Green City计划'
    """
    return _SPACE.sub("", name)


def is_self(name: str) -> bool:
    """Whether the name is a self-reference of the issuer.

    >>> is_self("我局"), is_self("本单位"), is_self("该公司")
    (True, True, False)
    """
    return bool(_SELF.match(name))


@dataclass(frozen=True)
class Grammar:
    """Expands names of bodies in one report."""

    place: Place
    issuer: str | None = None

    def expand(self, name: str) -> str:
        """Full name of a body, or the name itself where the grammar has no sure reading.

        >>> g = Grammar(place_of("衡阳市", ""), "衡阳市科学技术局")
        >>> g.expand("市科技局"), g.expand("省政府"), g.expand("科技部")
        ('衡阳市科学技术局', '湖南省人民政府', '科学技术部')
        >>> g.expand("市委"), g.expand("科技局"), g.expand("高新区")
        ('中共衡阳市委', '衡阳市科学技术局', '高新区')
        >>> g.expand("省厅"), g.expand("高新区管委会")
        ('湖南省科学技术厅', '高新区管理委员会')
        """
        full = self._expanded(clean(name))
        zone = full.removesuffix("管委会")
        return f"{zone}管理委员会" if full != zone != "" else full

    def _expanded(self, name: str) -> str:
        if name in forms.CENTRAL:
            return forms.CENTRAL[name]
        if name in forms.CENTRAL_FULL:
            return name
        return (
            self._division(name)
            or self._party(name)
            or self._superior(name)
            or self._organ(name)
            or name
        )

    def _superior(self, name: str) -> str | None:
        """省厅 in the report of a 局: the department of the province in the same field."""
        province = self.division(name[:-1]) if name in {"省厅", "自治区厅"} else None
        own = _tail(self.issuer) if province and self.issuer else None
        return provincial_department(province, own) if province and own else None

    def _division(self, name: str) -> str | None:
        region = self.place.region
        if region and name in {region, region[:-1], self.home} and len(name) > 1:
            return self.home
        full = full_division(name)
        near = full is not None and province_of(full) == self.place.province
        return full if near or name not in forms.DISTRICT_NAMES else None

    def _party(self, name: str) -> str | None:
        """中共衡阳市委员会, 共青团衡阳市委, 团市委."""
        league = re.match(r"^(?:共青团|团)(.+?)委(?:员会)?$", name)
        if league:
            division = self.division(league.group(1))
            return f"共青团{division}委" if division else None
        rest = _PARTY.sub("", name)
        if rest == name:
            return None
        full = self._organ(re.sub(r"(?<=[省市县区州旗])委员会", "委", rest))
        return full if full is None or full.startswith("中共") else "中共" + full

    def _organ(self, name: str) -> str | None:
        """Division and organ, each completed."""
        for division, stem, known in self._readings(name):
            if known and self._is_own(division, stem):
                return self.issuer
            full = organ_name(division, stem)
            if full and (known or is_common(stem)):
                return full
        return self._issuer(name)

    def _is_own(self, division: str, stem: str) -> bool:
        """Whether the organ is the issuer's, shortened: 市教体局 for 绵阳市教育和体育局.

        The characters stand in the full name in order, first and last in place;
        of a committee (国资委) the last but 员会. 人民政府 before it may be left out.
        """
        if not self.issuer or not self.issuer.startswith(division) or len(stem) < 3:
            return False
        organ = self.issuer[len(division) :].removeprefix("人民政府")
        organ = organ[:-2] if stem.endswith("委") and organ.endswith("委员会") else organ
        letters = "[\u4e00-\u9fff]*".join(map(re.escape, stem))
        return stem not in forms.ORGANS and re.fullmatch(letters, organ) is not None

    def _readings(self, name: str) -> list[tuple[str, str, bool]]:
        """(full division, rest, is the division written with its level word).

        A place name alone (湖南 in 湖南大学) is part of a proper name more
        often than not, so that it is completed only before a common organ.
        """
        home = self.home
        for own in (home, self.place.region):
            if home and own and name.startswith(own) and len(name) > len(own):
                return [(home, name[len(own) :], True)]
        readings = []
        word = level_word(name)
        if word and not name.startswith(forms.LEVEL_WORDS):
            division = self.division(word)
            if division:
                readings.append((division, name[len(word) :], True))
        found = named_division(name)
        if found and not readings:
            full, size = found
            readings.append((full, name[size:], full == name[:size]))
        county = _COUNTY.match(name)
        if county and not readings and len(county.group()) > 1:
            readings.append((county.group(), name[county.end() :], True))
        return readings

    @cached_property
    def home(self) -> str | None:
        """The division as the names of its bodies have it: 上海市普陀区 where the issuer does."""
        region, city = self.place.region, self.place.city
        issuer = without_prefix(self.issuer or "")
        full = f"{city}{region}" if city and city != region else region
        return full if full and issuer.startswith(full) else region

    def division(self, word: str) -> str | None:
        """The division that a level word means in this report."""
        place = self.place
        if word in {"省", "自治区"}:
            return place.province if place.province and place.province.endswith(word) else None
        if word == "市" and place.region and place.region.endswith("市"):
            return self.home
        if word == "市":
            return place.city or (place.province if place.province in MUNICIPALITIES else None)
        if len(word) == 1:
            return self.home if place.region and place.region.endswith(word) else None
        return full_division(word)

    def _issuer(self, name: str) -> str | None:
        """科技局 for an issuer 衡阳市科学技术局: the organ without its division."""
        if not self.issuer:
            return None
        own = _tail(self.issuer)
        return self.issuer if own and expand_stem(name) == own else None


def _tail(full: str) -> str | None:
    """The organ's part of a full name: 科学技术局 of 衡阳市科学技术局."""
    for size in range(len(full) - 2, 1, -1):
        if province_of(full[:size]) or (size < 8 and full[size - 1] in "县区旗市"):
            return full[size:]
    return None


def refers_back(name: str) -> tuple[str, ...] | None:
    """What the body meant by 该公司, 该局 … ends with, or None for any other name.

    >>> refers_back("该局"), refers_back("我局")
    (('局',), None)
    """
    found = _THAT.match(name)
    if not found:
        return None
    noun = found.group(1)
    return _ENDS.get(noun, ("",) if noun in {"部门", "单位"} else (noun,))


_ALIAS = re.compile(
    r"\s*[（(](?:以下|下)?(?:统|简|合)?(?:简)?称(?:为)?[：:]?\s*[“\"「《]?([^”\"」》）)，,；;]{2,20})[”\"」》]?[）)]"
)


def alias_after(text: str, end: int) -> str | None:
    """The short name that （以下简称“…”） gives to the name ending at `end`.

    >>> alias_after("衡阳华新电缆有限公司（以下简称“华新电缆”）", 10)
    '华新电缆'
    """
    found = _ALIAS.match(text, end, min(len(text), end + 60))
    return found.group(1) if found else None
