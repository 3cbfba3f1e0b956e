"""Facts without a figure: honours and undertakings."""

import dataclasses
import re
from collections.abc import Iterator, Sequence

from jixiao.facts.awards import award_level, grade_of
from jixiao.facts.drafts import Draft, draft, grounded, read_figure, with_figure, with_name
from jixiao.facts.entities import award_names
from jixiao.facts.names import clean
from jixiao.facts.naming import Name, name_of
from jixiao.facts.reading import Reading
from jixiao.facts.subjects import Subject, default, division, elided, named, speaker
from jixiao.facts.turns import body_in_turn, row_of
from jixiao.types import (
    AwardNorm,
    How,
    Label,
    Mention,
    Relation,
    RelationLabel,
    Span,
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
        turn = body_in_turn(reading, award)
        if turn:
            told = [relation for receiver, relation in receivers if receiver is turn]
            yield from _honours(reading, award, turn, told[:1])
            continue
        for receiver, relation in _of_one_kind(receivers):
            yield from _honours(reading, award, receiver, [relation])
        if not receivers and _is_won(reading, award):
            spans = (award,)
            made = draft(reading, "award", award, spans, speaker(reading, award))
            yield from _split(reading, made, award)


def _of_one_kind(
    receivers: list[tuple[Mention, Relation]],
) -> list[tuple[Mention, Relation]]:
    """Receivers without the bare count of those that are named (2个项目 beside both names)."""
    by_name = [pair for pair in receivers if pair[0].label != Label.QUANTITY]
    return by_name or receivers


def _honours(
    reading: Reading, award: Mention, receiver: Mention, relations: Sequence[Relation]
) -> Iterator[Draft]:
    follows = receiver.label == Label.QUANTITY and receiver.start >= award.end
    subject = elided(reading, award) if follows else named(reading, receiver)
    made = draft(reading, "award", award, (receiver, award), subject, relations)
    figure = read_figure(receiver) if follows else None
    if figure:
        made = with_figure(made, reading, receiver, figure)
    yield from _split(reading, made, award)


def _split(reading: Reading, made: Draft, award: Mention) -> Iterator[Draft]:
    giver = next((org for org, _ in reading.to(award, RelationLabel.CONFERS)), None)
    place = Span(award.start, award.end)
    for text in _shared_head(reading, award) or award_names(award.text):
        how = How.STATED if text in clean(award.text) else How.RESOLVED
        one = with_name(made, Name(text, award, (award,), how, place))
        yield _with_level(reading, _with_grade(one, award), award, giver)


def _shared_head(reading: Reading, award: Mention) -> tuple[str, ...]:
    """The name of a bare class with the head of its list: 大赛一等奖、二等奖; none elsewhere."""
    own, row = award_names(award.text), row_of(reading, award)
    grade = grade_of(own[0])
    head = award_names(row[0].text)[0]
    shared = grade_of(head)
    if row[0] is award or len(own) > 1 or grade is None or shared is None:
        return ()
    return (head[: shared[1]] + own[0],) if grade[0] == own[0] and shared[1] else ()


def _with_level(reading: Reading, made: Draft, award: Mention, giver: Mention | None) -> Draft:
    """The draft with giver and level: the level of the giver, or that of the honour's own words."""
    level = award.norm.level if isinstance(award.norm, AwardNorm) else None
    conferrer = reading.org_name(giver) if giver else None
    made = Draft(made.anchor, dataclasses.replace(made.fact, level=level, conferrer=conferrer))
    if giver is None:
        own = award_level(award.text) == level
        start = award.start if own else reading.layout.sentence(award.start).start
        how = How.STATED if own else How.INHERITED
        return grounded(made, "level", how, Span(start, award.end))
    place = Span(giver.start, giver.end)
    how = How.STATED if conferrer == clean(giver.text) else How.RESOLVED
    return grounded(grounded(made, "conferrer", how, place), "level", How.RESOLVED, place)


def _with_grade(made: Draft, award: Mention) -> Draft:
    """The draft with the class or place that the honour is won in, as written."""
    found = grade_of(award.text)
    if found is None:
        return made
    made = Draft(made.anchor, dataclasses.replace(made.fact, grade=found[0]))
    start = award.start + found[1]
    return grounded(made, "grade", How.STATED, Span(start, start + len(found[0])))


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
            yield _work(reading, project, (body, project), subject, (relation,))
        partner = _unnamed_partner(reading, project, [body for body, _ in bodies])
        if partner:
            yield _work(reading, project, (project,), partner)


def _work(
    reading: Reading,
    project: Mention,
    spans: tuple[Mention, ...],
    subject: Subject,
    relations: tuple[Relation, ...] = (),
) -> Draft:
    made = draft(reading, "undertaking", project, spans, subject, relations)
    return with_name(made, name_of(reading, project))


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
        return division(*scope)
    lead = reading.text[clause_start : first.start] if clause_start <= first.start else ""
    return default(reading) if len(bodies) == 1 and _WITH.fullmatch(lead.strip()) else None


def _doing(reading: Reading, project: Mention) -> bool:
    """Whether a verb of doing governs the project, alone or as part of a list of projects."""
    start = reading.layout.clause(project.start).start
    before = reading.words(start, project.start, {Label.PROJECT, Label.DATE})
    return bool(_DOING.search(before)) and not _NO_WORK.match(reading.text, project.end)
