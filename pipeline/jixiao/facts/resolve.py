"""Which body each mention of one means: self-references, aliases, short names."""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from jixiao.bodies.divisions import division_at, division_path, full_division
from jixiao.bodies.organs import company_core
from jixiao.facts.names import (
    Grammar,
    alias_after,
    clean,
    is_self,
    refers_back,
)
from jixiao.types import Label, Mention

_ORGAN_ENDS = (
    "局",
    "厅",
    "委",
    "部",
    "政府",
    "委员会",
    "办公室",
    "政协",
    "人大",
    "院",
    "县",
    "区",
    "市",
)
_ZONE = re.compile(
    r"(?:高新(?:技术产业开发)?|经济?(?:技术)?开发?|综合?保税?|旅游)区(?:管理委员会)?"
)
_DIVISIONS = frozenset({"县", "区"})
#: A company's name and its short form begin with the same characters, so many at least.
_HEAD = 2
#: So many characters of its division may be missing where a name begins too late.
_CUT = 3
_BARE_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}")
#: How far back, in characters, 该局 and 该公司 may look for their body.
_REACH = 400


@dataclass
class _Named:
    """Bodies named so far, for what refers back to them."""

    names: list[tuple[int, str]] = field(default_factory=list)

    def last(self, endings: tuple[str, ...], position: int) -> str | None:
        """The body last named that ends so; for a company any name that is no organ's."""
        within_reach = takewhile(lambda named: position - named[0] <= _REACH, reversed(self.names))
        near = [name for _, name in within_reach]
        found = next((n for n in near if n.endswith(endings)), None)
        if found is None and "公司" in endings:
            found = next((n for n in near if not n.endswith(_ORGAN_ENDS)), None)
        return found


def full_names(text: str, mentions: Sequence[Mention], grammar: Grammar) -> dict[str, str]:
    """Full name of the body by mention id; mentions must be in text order.

    A name that cannot be resolved surely stays as it is written.
    """
    orgs = [m for m in mentions if m.label == Label.ORG]
    aliases = _aliases(text, orgs, grammar)
    names: dict[str, str] = {}
    named = _Named()
    for org in orgs:
        names[org.id] = _resolve(_whole(text, org), aliases, named, grammar, text)
        if not is_self(clean(org.text)):
            named.names.append((org.end, names[org.id]))
    return _join_short(_join_zones(names, grammar))


def _aliases(text: str, orgs: Iterable[Mention], grammar: Grammar) -> dict[str, str]:
    """Full name by alias; an alias given to two bodies is none."""
    table: dict[str, set[str]] = {}
    for org in orgs:
        alias = alias_after(text, org.end)
        if alias:
            table.setdefault(clean(alias), set()).add(grammar.expand(org.text))
    return {alias: fulls.pop() for alias, fulls in table.items() if len(fulls) == 1}


def _whole(text: str, org: Mention) -> Mention:
    """The body with all of its division, where its name begins too late (顺市财政局)."""
    if division_at(org.text):
        return org
    for size in range(1, _CUT + 1):
        name = text[max(org.start - size, 0) : org.start] + org.text
        if len(division_at(name) or "") > size:
            return dataclasses.replace(org, text=name)
    return org


def _county_of(name: str, text: str) -> str | None:
    """The one county-level division that a bare name of it stands for, if the text names it."""
    other = name.endswith(_ORGAN_ENDS) or full_division(name) or company_core(name)
    if other or not _BARE_PLACE.fullmatch(name):
        return None
    found = set(re.findall(rf"{name}[县区市旗]", text))
    return found.pop() if len(found) == 1 else None


def _resolve(
    org: Mention, aliases: Mapping[str, str], named: _Named, grammar: Grammar, text: str
) -> str:
    name = clean(org.text)
    if county := _county_of(name, text):
        return county
    if name in aliases:
        return aliases[name]
    if is_self(name):
        # 我县 and 我区 are the division, unless its government speaks.
        return (grammar.home if name[1:] in _DIVISIONS else grammar.issuer) or name
    endings = refers_back(name)
    if endings is None:
        return grammar.expand(name)
    back = named.last(endings, org.start)
    if back is None and "公司" not in endings:
        back = grammar.issuer
    return back or name


def _join_zones(names: dict[str, str], grammar: Grammar) -> dict[str, str]:
    """A bare zone joined with the one that bears the name of the report's own division.

    Another zone (白沙高新区) may lie in the division too, and is not the same.
    """
    home = grammar.home
    if home is None:
        return names
    known = set(names.values())
    full = {
        name: [f"{own}{name}" for own in (home, home[:-1]) if f"{own}{name}" in known]
        for name in known
        if _ZONE.fullmatch(name)
    }
    joined = {name: found[0] for name, found in full.items() if len(found) == 1}
    return {key: joined.get(name, name) for key, name in names.items()}


def _join_short(names: dict[str, str]) -> dict[str, str]:
    """Short names of companies and organs joined with the one full name they abbreviate."""
    known = sorted(set(names.values()))
    companies: dict[str, list[str]] = {}
    for name in known:
        if core := company_core(name):
            companies.setdefault(core[:_HEAD], []).append(name)
    heads = {name: (company_core(name) or name)[:_HEAD] for name in known}
    joined = {name: _full_of(name, companies.get(heads[name], ())) for name in known}
    return {key: joined[name] for key, name in names.items()}


def _full_of(name: str, companies: Sequence[str]) -> str:
    fulls = {full for full in companies if abbreviates(name, full)}
    return fulls.pop() if len(fulls) == 1 else name


def abbreviates(short: str, full: str) -> bool:
    """Whether `short` is a company's name without its division or legal form.

    >>> [abbreviates(n, "衡阳华新电缆有限公司") for n in ("华新电缆", "华新公司", "衡阳")]
    [True, True, False]
    >>> abbreviates("奎屯市", "奎屯市恒石建材有限公司")
    False
    """
    core = company_core(full)
    if core is None or len(short) >= len(full) or division_path(f"{short}局") == short:
        return False
    own = company_core(short) or short
    if short.endswith(("有限公司", "集团")) or len(own) < 2:
        return False
    return core == own or (core.startswith(own) and (len(own) >= 3 or own != short))
