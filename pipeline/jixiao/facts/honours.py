"""Facts without a figure: honours and undertakings."""

import dataclasses
import re
from collections.abc import Iterator

from jixiao.facts.drafts import INFERRED, Draft, draft, read_figure, with_figure, with_name
from jixiao.facts.entities import award_names, project_name
from jixiao.facts.reading import Reading
from jixiao.facts.subjects import Subject, default, elided, named
from jixiao.types import (
    AwardNorm,
    Label,
    Mention,
    Relation,
    RelationLabel,
)

_WON = re.compile(
    r"(?:获评|荣获|获得|获批|获授|获|入选|入围|跻身|上榜|摘得|斩获|创成|成功创建|评为|评定为|认定为|授予|"
    r"列入|纳入|通过|命名为)(?:为|了|全部|国家|成为)?[“\"]?$"
)
_SOUGHT = re.compile(r"力争|争取|争创|申报|申创|推荐|拟|创建(?!成)|支持|推动|鼓励|未")
_DOING = re.compile(
    r"(?:组织实施|组织开展|深入实施|扎实开展|启动实施|牵头实施|举办|承办|主办|协办|开展|实施|组织|承担|"
    r"共建|组建|建成|启动)(?:了|第[一二三四五六七八九十\d]+届|首届)?(?:\w{0,6}[”\"]?[、和及与]+)*[“\"]*$"
)
#: What is done about a project, not the project itself.
_NO_WORK = re.compile(
    r"[”\"]?(?:启动式|启动仪式|启动会|工作会|推进会|动员|座谈|调研|培训|申报|评审|验收|管理|评选|推荐)"
)
_WITH = re.compile(r"(?:与|会同|联合|同|和)\s*$")


def awards(reading: Reading) -> Iterator[Draft]:
    """One draft per honour and receiver; honours of a shared name are told apart."""
    for award in reading.mentions:
        if award.label != Label.AWARD:
            continue
        receivers = list(reading.to(award, RelationLabel.RECEIVES))
        for receiver, relation in _of_one_kind(receivers):
            yield from _honours(reading, award, receiver, relation)
        if not receivers and _is_won(reading, award):
            spans = (award,)
            made = draft(reading, "award", award, spans, default(reading), (INFERRED,))
            yield from _split(reading, made, award)


def _of_one_kind(
    receivers: list[tuple[Mention, Relation]],
) -> list[tuple[Mention, Relation]]:
    """Receivers without the bare count of those that are named (2个项目 beside both names)."""
    by_name = [pair for pair in receivers if pair[0].label != Label.QUANTITY]
    return by_name or receivers


def _honours(
    reading: Reading, award: Mention, receiver: Mention, relation: Relation
) -> Iterator[Draft]:
    follows = receiver.label == Label.QUANTITY and receiver.start >= award.end
    subject = elided(reading, award) if follows else named(reading, receiver)
    made = draft(reading, "award", award, (receiver, award), subject, (relation,))
    figure = read_figure(receiver) if follows else None
    if figure:
        made = with_figure(made, receiver, figure)
    yield from _split(reading, made, award)


def _split(reading: Reading, made: Draft, award: Mention) -> Iterator[Draft]:
    level = award.norm.level if isinstance(award.norm, AwardNorm) else None
    giver = next((org for org, _ in reading.to(award, RelationLabel.CONFERS)), None)
    for name in award_names(award.text):
        one = with_name(made, name, award)
        fact = dataclasses.replace(
            one.fact, level=level, conferrer=reading.org_name(giver) if giver else None
        )
        yield Draft(one.anchor, fact)


def _is_won(reading: Reading, award: Mention) -> bool:
    """Whether the words before an honour without receiver say that it was won."""
    start = reading.layout.clause(award.start).start
    before = reading.text[start : award.start]
    return bool(_WON.search(before)) and not _SOUGHT.search(before)


def undertakings(reading: Reading) -> Iterator[Draft]:
    """One draft per body and project it carries out."""
    for project in reading.mentions:
        if project.label != Label.PROJECT:
            continue
        bodies = list(reading.to(project, RelationLabel.UNDERTAKES))
        for body, relation in bodies:
            subject = named(reading, body)
            yield _work(reading, project, (body, project), subject, relation)
        partner = _unnamed_partner(reading, project, [body for body, _ in bodies])
        if partner:
            yield _work(reading, project, (project,), partner, INFERRED)


def _work(
    reading: Reading,
    project: Mention,
    spans: tuple[Mention, ...],
    subject: Subject,
    sure: Relation | float,
) -> Draft:
    made = draft(reading, "undertaking", project, spans, subject, (sure,))
    return with_name(made, project_name(project.text), project)


def _unnamed_partner(reading: Reading, project: Mention, bodies: list[Mention]) -> Subject | None:
    """The elided body: of 举办…大赛, and beside the one of 与市妇联联合开展….

    None where the project is tied to anything else or another body opens the clause.
    """
    clause = reading.layout.clause(project.start)
    before = reading.text[clause.start : project.start]
    if bodies:
        return _partner(reading, clause.start, bodies)
    tied = reading.heads.get(project.id, ()) or reading.tails.get(project.id, ())
    if tied or not _doing(reading, project) or _SOUGHT.search(before):
        return None
    return elided(reading, project)


def _partner(reading: Reading, clause_start: int, bodies: list[Mention]) -> Subject | None:
    first = min(bodies, key=lambda m: m.start)
    after = reading.text[first.end : first.end + 3]
    scope = reading.scope(first.end, first.end + 3) if after[:1] in "与和同" else None
    if scope:
        return Subject(scope[0])
    lead = reading.text[clause_start : first.start] if clause_start <= first.start else ""
    return default(reading) if len(bodies) == 1 and _WITH.fullmatch(lead.strip()) else None


def _doing(reading: Reading, project: Mention) -> bool:
    """Whether a verb of doing governs the project, alone or as part of a list of projects."""
    start = reading.layout.clause(project.start).start
    before = reading.words(start, project.start, {Label.PROJECT, Label.DATE})
    return bool(_DOING.search(before)) and not _NO_WORK.match(reading.text, project.end)
