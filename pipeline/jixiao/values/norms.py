"""One door to the readers: the normalised value of a found span."""

from jixiao.types import DateNorm, Label, MoneyNorm, PercentNorm, QuantityNorm
from jixiao.values.blanks import plain
from jixiao.values.context import Context
from jixiao.values.dates import read_date
from jixiao.values.money import read_money
from jixiao.values.percent import read_percent
from jixiao.values.quantities import read_quantity


def normalise(
    text: str, start: int, end: int, label: Label, context: Context
) -> MoneyNorm | PercentNorm | DateNorm | QuantityNorm | None:
    """The value of ``text[start:end]``, read with the words around it.

    Offsets are code points. None where it cannot be read, and for labels that
    have no value; the caller says so in an issue.

    >>> normalise("增长16.6%", 2, 7, Label.PERCENT, Context()).value
    Decimal('0.166')
    """
    document = plain(text)
    place = (document.text, document.inward(start), document.inward(end))
    if label is Label.MONEY:
        return read_money(*place, context)
    if label is Label.PERCENT:
        return read_percent(*place)
    if label is Label.DATE:
        return read_date(*place, context)
    if label is Label.QUANTITY:
        return read_quantity(*place)
    return None
