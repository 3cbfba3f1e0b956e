"""Bodies, projects, honours and persons of a report, one entry per name."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.bodies.decisions import NOTHING_DECIDED, Decisions
from jixiao.bodies.divisions import division_at
from jixiao.bodies.names import region_of, without_prefix
from jixiao.bodies.organs import level_of_body
from jixiao.facts.awards import split_award
from jixiao.facts.names import Place, clean
from jixiao.types import AwardNorm, Entity, Label, Mention, OrgNorm, Quote

_LEADING_YEAR = re.compile(r"^(?:19|20)\d\d\s*年?度?(?=\D)")
_QUOTED = re.compile(r"^[“\"「『](?P<name>[^“”\"「」『』]+)[”\"」』]$")
_PREFIX = {Label.ORG: "org", Label.PROJECT: "prj", Label.AWARD: "awd", Label.PERSON: "per"}


def entity_id(kind: Label, canonical: str) -> str:
    """Id of a body, project, honour or person: a hash of kind and full name alone.

    >>> entity_id(Label.ORG, "衡阳市科学技术局")
    'org_eea217721fe4'
    >>> entity_id(Label.AWARD, "衡阳市科学技术局").startswith("awd_")
    True
    """
    digest = hashlib.sha256(f"{kind}\x1f{canonical}".encode()).hexdigest()
    return f"{_PREFIX[kind]}_{digest[:12]}"


def project_name(surface: str) -> str:
    """Name of a project or honour without leading year, wrapping quotes and white space.

    >>> project_name("2022年科技创新计划"), project_name("“育苗工程”"), project_name("2025大赛")
    ('科技创新计划', '育苗工程', '大赛')
    """
    name = clean(surface)
    quoted = _QUOTED.match(name)
    name = quoted.group("name") if quoted else name
    return _LEADING_YEAR.sub("", name) or name


def award_names(surface: str) -> tuple[str, ...]:
    """The single honours that a span names."""
    return tuple(project_name(name) for name in split_award(clean(surface)))


def entities(
    mentions: Sequence[Mention],
    place: Place,
    names: Decisions = NOTHING_DECIDED,
    document: str | None = None,
) -> tuple[Entity, ...]:
    """One entity per kind and full name, in order of first appearance.

    `mentions` must be in text order and carry the norms that the report alone
    gives them; `names` then decides what is one and what it is called. A name
    that was decided away stays among the aliases.
    """
    found: dict[str, Entity] = {}
    for mention in mentions:
        here = (Quote(mention.text, mention.start, mention.end),)
        for one in _of(mention, place):
            entity = replace(_decided(one, place, names, document), seen=here)
            known = found.get(entity.entity_id)
            found[entity.entity_id] = _joined(known, entity) if known else entity
    return tuple(found.values())


def _decided(entity: Entity, place: Place, names: Decisions, document: str | None) -> Entity:
    full = entity.canonical
    identity = names.identity(full, entity.aliases[0], document)
    if identity == full:
        return replace(entity, canonical=names.shown(full))
    is_body = entity.kind == Label.ORG
    return Entity(
        entity_id(entity.kind, identity),
        entity.kind,
        names.shown(identity),
        tuple(dict.fromkeys((*entity.aliases, full))),
        level_of_body(identity) if is_body else entity.level,
        body_region(identity, place) if is_body else None,
    )


def _joined(known: Entity, more: Entity) -> Entity:
    aliases = dict.fromkeys((*known.aliases, *more.aliases))
    return replace(
        known,
        aliases=tuple(aliases),
        level=known.level or more.level,
        region=known.region or more.region,
        seen=(*known.seen, *more.seen),
    )


def _of(mention: Mention, place: Place) -> Iterator[Entity]:
    alias = (clean(mention.text),)
    if isinstance(mention.norm, OrgNorm):
        name = mention.norm.canonical
        yield Entity(
            mention.norm.entity_id,
            Label.ORG,
            name,
            alias,
            level_of_body(name),
            body_region(name, place),
        )
    elif mention.label == Label.AWARD:
        level = mention.norm.level if isinstance(mention.norm, AwardNorm) else None
        for name in award_names(mention.text):
            yield Entity(entity_id(Label.AWARD, name), Label.AWARD, name, alias, level)
    elif mention.label == Label.PROJECT:
        name = project_name(mention.text)
        yield Entity(entity_id(Label.PROJECT, name), Label.PROJECT, name, alias)
    elif mention.label == Label.PERSON:
        name = clean(mention.text)
        yield Entity(entity_id(Label.PERSON, name), Label.PERSON, name, alias)


def body_region(name: str, place: Place) -> str | None:
    """The division that the full name of a body begins with.

    >>> body_region("衡阳市科学技术局", Place()), body_region("中共湖南省委", Place())
    ('衡阳市', '湖南省')
    >>> body_region("普陀区财政局", Place(region="普陀区"))
    '普陀区'
    >>> body_region("上海市普陀区财政局", Place())
    '上海市普陀区'
    """
    name = without_prefix(name)
    if place.region and name.startswith(place.region):
        return place.region
    return region_of(name) if division_at(name) else None
