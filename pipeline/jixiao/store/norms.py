"""Normalised values as json objects, and back.

The label of a mention says which kind of norm it has, so the object holds the
fields only. Decimals are plain text, dates ISO days.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.decimals import plain
from jixiao.errors import StoreError
from jixiao.types import (
    AwardNorm,
    DateNorm,
    Label,
    Mention,
    Modifier,
    MoneyNorm,
    Norm,
    OrgNorm,
    PercentNorm,
    QuantityNorm,
)

_KINDS: dict[Label, type[Norm]] = {
    Label.MONEY: MoneyNorm,
    Label.PERCENT: PercentNorm,
    Label.DATE: DateNorm,
    Label.QUANTITY: QuantityNorm,
    Label.ORG: OrgNorm,
    Label.AWARD: AwardNorm,
}


def norm_object(mention: Mention) -> dict[str, Any] | None:
    """The norm of a mention as a json object, None if it has none.

    The denominator `per` of a money rate stands there only where it is set.
    Raises StoreError if the norm is not of the kind that the label calls for.

    >>> from jixiao.types import Label, MoneyNorm
    >>> norm_object(Mention("m1", 0, 3, Label.MONEY, "3万元", norm=MoneyNorm(Decimal("3E4"))))
    {'value': '30000', 'low': None, 'high': None, 'currency': 'CNY', 'modifier': 'exact'}
    """
    norm = mention.norm
    if norm is None:
        return None
    if type(norm) is not _KINDS.get(mention.label):
        raise StoreError(
            f"mention {mention.id}: a {mention.label} cannot have a {type(norm).__name__}"
        )
    return _fields(norm)


def _fields(norm: Norm) -> dict[str, Any]:
    match norm:
        case MoneyNorm():
            rate = {} if norm.per is None else {"per": norm.per}
            return _range(norm, "currency") | rate
        case PercentNorm() | QuantityNorm():
            return _range(norm, "unit")
        case DateNorm():
            return {"start": iso(norm.start), "end": iso(norm.end)}
        case OrgNorm():
            return {"canonical": norm.canonical, "entity_id": norm.entity_id}
        case AwardNorm():
            return {"level": norm.level}


def norm_from(label: Label, fields: dict[str, Any]) -> Norm:
    """The norm that `norm_object` wrote for a mention of this label.

    Raises StoreError if the label has no norms.

    >>> norm_from(Label.DATE, {"start": "2022-01-01", "end": None})
    DateNorm(start=datetime.date(2022, 1, 1), end=None)
    """
    if label not in _KINDS:
        raise StoreError(f"a {label} has no norm, found {fields}")
    return _KINDS[label](**{name: _value(label, name, text) for name, text in fields.items()})


def _value(label: Label, name: str, text: str | None) -> Any:
    if text is None:
        return None
    if label is Label.DATE:
        return date.fromisoformat(text)
    if name in ("value", "low", "high"):
        return Decimal(text)
    return Modifier(text) if name == "modifier" else text


def iso(day: date | None) -> str | None:
    """The day as ISO text."""
    return None if day is None else day.isoformat()


def digits(value: Decimal | None) -> str | None:
    """The value as plain decimal text."""
    return None if value is None else plain(value)


def _range(norm: MoneyNorm | PercentNorm | QuantityNorm, unit: str) -> dict[str, Any]:
    amounts = {name: digits(getattr(norm, name)) for name in ("value", "low", "high")}
    return amounts | {unit: getattr(norm, unit), "modifier": norm.modifier.value}
