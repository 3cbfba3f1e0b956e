"""The typed, versioned definition of the knowledge base's tables.

The same names stand in the jsonl contract, the Parquet parts and SQL. Types:
string, int, float, bool, decimal (38 digits, 10 after the point), date,
timestamp, and ``list<string>``.
"""

from dataclasses import dataclass

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, meaning, and whether it may be null."""

    name: str
    type: str
    meaning: str
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, meaning and columns."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


def _place(what: str) -> tuple[Column, Column]:
    return (
        Column("start", "int", f"first code point of {what}", nullable=True),
        Column("end", "int", f"code point after the last of {what}", nullable=True),
    )


_DOC = Column("doc_id", "string", "the document, a hash of the file's bytes")

DOCUMENTS = Table(
    "documents",
    "one row per file, read or not",
    (
        Column("doc_id", "string", "hash of the file's bytes; of its path where there is no file"),
        Column("source", "string", "path of the file as given"),
        Column("status", "string", "ok, or why there is no text: empty, encrypted, broken …"),
        Column("reason", "string", "what was tried and what went wrong", nullable=True),
        Column(
            "media_type", "string", "txt, html, docx, pdf, xlsx, ofd, doc, image …", nullable=True
        ),
        Column("title", "string", "title of the report", nullable=True),
        Column("issuer", "string", "issuing body by its full name", nullable=True),
        Column("region", "string", "division the issuer belongs to", nullable=True),
        Column("year", "int", "report year", nullable=True),
        Column("kind", "string", "绩效自评, 绩效评价, 决算, 预算, 工作报告, other", nullable=True),
        Column(
            "evidence", "string", "json: title, issuer, region, year, kind, places", nullable=True
        ),
        Column("characters", "int", "length of the text in code points"),
        Column("pages", "int", "number of pages, 0 where the format has none"),
        Column("text", "string", "the text that all offsets count in", nullable=True),
        Column("blocks", "string", "json: blocks, pages, boxes with their places", nullable=True),
        Column("pipeline", "string", "fingerprint of the program and model that made the rows"),
    ),
)

SECTIONS = Table(
    "sections",
    "the outline: one row per heading",
    (
        _DOC,
        Column("id", "string", "id within the document"),
        Column("parent", "string", "id of the section around it", nullable=True),
        Column("level", "int", "depth, 1 at the top"),
        Column("number", "string", "numbering as written, （一）"),
        Column("title", "string", "heading without its numbering"),
        *_place("the section"),
        Column("heading_end", "int", "code point after the heading"),
    ),
)

MENTIONS = Table(
    "mentions",
    "one row per labelled span",
    (
        _DOC,
        Column("id", "string", "id within the document"),
        *_place("the mention"),
        Column("label", "string", "one of the ten labels"),
        Column("text", "string", "the characters"),
        Column("norm", "string", "json: the normalised value", nullable=True),
        Column("score", "float", "confidence in [0, 1]"),
        Column("origin", "string", "rule or model"),
    ),
)

ENTITIES = Table(
    "entities",
    "one row per body, project, award or person and document",
    (
        _DOC,
        Column("entity_id", "string", "the same in every report and on every machine"),
        Column("kind", "string", "ORG, PROJECT, AWARD or PERSON"),
        Column("canonical", "string", "full name"),
        Column("aliases", "list<string>", "names as written"),
        Column("level", "string", "national, provincial, municipal, county", nullable=True),
        Column("region", "string", "division it belongs to", nullable=True),
        Column("seen", "string", "json: where each name stands, with text, start, end"),
    ),
)

RELATIONS = Table(
    "relations",
    "one row per link between two mentions",
    (
        _DOC,
        Column("head", "string", "mention id"),
        Column("label", "string", "one of the eleven relation labels"),
        Column("tail", "string", "mention id"),
        Column("score", "float", "confidence in [0, 1]"),
    ),
)

FACTS = Table(
    "facts",
    "one row per stated figure or honour",
    (
        _DOC,
        Column("fact_id", "string", "stable id"),
        Column("kind", "string", "measure, change, share, rank, funding, award, undertaking"),
        Column("subject", "string", "whose figure or honour it is, by full name", nullable=True),
        Column("name", "string", "indicator, project or award", nullable=True),
        Column("value", "decimal", "in `unit`; changes carry their sign", nullable=True),
        Column("unit", "string", "元, fraction, pp, a measure word, rank", nullable=True),
        Column("low", "decimal", "lower end of a range", nullable=True),
        Column("high", "decimal", "upper end of a range", nullable=True),
        Column(
            "modifier", "string", "exact, approx, over, nearly, at_least, at_most", nullable=True
        ),
        Column("direction", "string", "up, down, flat", nullable=True),
        Column(
            "basis",
            "string",
            "yoy, prior_year, budget, plan, or the whole of a share",
            nullable=True,
        ),
        Column("stage", "string", "actual, budget, plan, preliminary", nullable=True),
        Column("period_start", "date", "first day", nullable=True),
        Column("period_end", "date", "last day", nullable=True),
        Column("conferrer", "string", "who granted the honour", nullable=True),
        Column("level", "string", "national, provincial, municipal, county", nullable=True),
        Column("value_span", "string", "mention id", nullable=True),
        Column("name_span", "string", "mention id", nullable=True),
        Column("subject_span", "string", "mention id", nullable=True),
        Column("evidence_start", "int", "first code point of the clauses read"),
        Column("evidence_end", "int", "code point after the last of them"),
        Column("evidence", "string", "the clauses themselves"),
        Column("confidence", "float", "chance that kind, value and name are right"),
        Column("section", "string", "section id", nullable=True),
        Column("grade", "string", "class or place of an honour, as written", nullable=True),
        Column("role", "string", "of money: budget, actual, grant, investment", nullable=True),
        Column("vintage", "string", "preliminary, initial, adjusted, final", nullable=True),
        Column("repeats", "string", "id of the first fact that states the same", nullable=True),
        Column("part_of", "string", "id of the fact of the whole", nullable=True),
        Column(
            "grounds",
            "string",
            "json: by field, how it was got (stated, resolved, inherited, assumed) and where",
        ),
    ),
)

CHECKS = Table(
    "checks",
    "one row per statement that was computed again",
    (
        _DOC,
        Column("kind", "string", "sum, share, growth, difference, ratio, count, bound, repeat"),
        Column("verdict", "string", "agrees, rounding, contradiction, other_scope, not_checkable"),
        Column("stated", "string", "the figure as printed"),
        *_place("the stated figure"),
        Column("terms", "string", "json: the operands, each with text, start, end"),
        Column("computed", "string", "decimal text in the printed unit", nullable=True),
        Column("formula", "string", "the arithmetic, operands shown"),
        Column("note", "string", "a sentence for people"),
    ),
)

ISSUES = Table(
    "issues",
    "one row per thing that could not be read or placed",
    (
        _DOC,
        Column("source", "string", "path of the file as given"),
        Column("stage", "string", "the part of jixiao that says so"),
        Column("code", "string", "stable short name"),
        Column("message", "string", "cause, for people"),
        *_place("the place"),
        Column("reading", "bool", "whether it came up while the file was read"),
    ),
)

RUNS = Table(
    "runs",
    "one row per extraction run that added something",
    (
        Column("run_id", "string", "unique id"),
        Column("started", "timestamp", "UTC"),
        Column("finished", "timestamp", "UTC"),
        Column("version", "string", "version of jixiao"),
        Column("pipeline", "string", "fingerprint of program and model"),
        Column("documents", "int", "documents added"),
        Column("failed", "int", "files without text"),
        Column("skipped", "int", "files that were there already"),
    ),
)

TABLES = (
    DOCUMENTS,
    SECTIONS,
    MENTIONS,
    ENTITIES,
    RELATIONS,
    FACTS,
    CHECKS,
    ISSUES,
    RUNS,
)
