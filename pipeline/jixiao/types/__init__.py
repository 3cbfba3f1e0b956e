"""What flows through jixiao: documents, mentions, relations, facts, checks.

Offsets everywhere are code points of `Document.text`, start inclusive, end
exclusive. The types know nothing of spaCy, Parquet or file formats.
"""

from jixiao.types.facts import Check, Extraction, Fact, Ground, How, Verdict
from jixiao.types.mentions import (
    AwardNorm,
    DateNorm,
    Entity,
    Label,
    Mention,
    Modifier,
    MoneyNorm,
    Norm,
    OrgNorm,
    PercentNorm,
    QuantityNorm,
    Relation,
    RelationLabel,
)
from jixiao.types.text import (
    Block,
    Box,
    Document,
    Evidenced,
    Failure,
    Issue,
    Metadata,
    Page,
    Quote,
    Section,
    Span,
    quote,
)

__all__ = [
    "AwardNorm",
    "Block",
    "Box",
    "Check",
    "DateNorm",
    "Document",
    "Entity",
    "Evidenced",
    "Extraction",
    "Fact",
    "Failure",
    "Ground",
    "How",
    "Issue",
    "Label",
    "Mention",
    "Metadata",
    "Modifier",
    "MoneyNorm",
    "Norm",
    "OrgNorm",
    "Page",
    "PercentNorm",
    "QuantityNorm",
    "Quote",
    "Relation",
    "RelationLabel",
    "Section",
    "Span",
    "Verdict",
    "quote",
]
