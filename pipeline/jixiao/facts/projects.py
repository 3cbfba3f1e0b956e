"""The project that a bare name of money (总投资, 项目预算, 实际支出) belongs to."""

import re

from jixiao.facts.names import clean
from jixiao.facts.reading import Reading
from jixiao.types import Label, Mention, Span

_MONEY = re.compile(
    r"^(?:项目|工程|计划|概算|估算|批复|实际|累计|已|年度|完成|到位|总|财政|中央|省级|市级|县级|区级)*"
    r"(?:投资|预算|支出|资金|概算|补助|配套|自筹|拨款)(?:资金|金额|总额|[数额])?$"
)


def project_of(reading: Reading, measure: Mention) -> Mention | None:
    """The one project named before the measure in its sentence, if its name needs one.

    None where another measure stands between the two: the money is rather of that.
    """
    if measure.label != Label.INDICATOR or not _MONEY.match(clean(measure.text)):
        return None
    start = reading.layout.statement_start(measure.start)
    before = reading.within(Span(start, measure.start), Label.PROJECT)
    if len({clean(project.text) for project in before}) != 1:
        return None
    between = reading.within(Span(before[-1].end, measure.start))
    others = (m for m in between if m.label == Label.INDICATOR and not _MONEY.match(clean(m.text)))
    return None if any(others) else before[-1]
