"""The year that a place of a report speaks of."""

import re
from dataclasses import dataclass

from jixiao.facts.layout import Layout
from jixiao.facts.stages import plan_heading, tells_plan
from jixiao.types import Metadata

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?")
_GOVERNMENT = re.compile(r"(?:人民政府|国务院)$")
#: Counted from the day on which the report is given, whatever its heading says.
_SPOKEN = re.compile(r"去年|今年|明年|前年|过去")


@dataclass(frozen=True, slots=True)
class Years:
    """Years of a report: `given` is the report year of its metadata.

    A government's work report of 2025 is given early in 2025: what it looks
    back on is 2024, what it plans is 2025. Every other report speaks of its
    report year.
    """

    layout: Layout
    given: int | None
    is_work_report: bool

    def at(self, position: int, surface: str = "") -> int | None:
        """The year that a date without one means at a position.

        The innermost heading that names one year decides, but 去年 and 今年 of
        a work report count from the year in which it is given.
        """
        if self.is_work_report and _SPOKEN.search(surface):
            return self.given
        named = (heading_year(s.title) for s in self.layout.enclosing(position))
        return next((year for year in named if year), None) or self.default(position)

    def default(self, position: int) -> int | None:
        """The year that is spoken of where no heading and no date names one."""
        if not self.is_work_report or self.given is None:
            return self.given
        return self.given if self._is_plan(position) else self.given - 1

    def _is_plan(self, position: int) -> bool:
        sentence = self.layout.sentence(position)
        headings = [s.title for s in self.layout.enclosing(position)]
        words = self.layout.text[sentence.start : self.layout.clause(position).end]
        return bool(plan_heading(headings)) or tells_plan(words)


def years_of(layout: Layout, metadata: Metadata) -> Years:
    """The years of a report from its metadata."""
    found = re.search(r"(?:19|20)\d\d", metadata.year.value if metadata.year else "")
    kind = metadata.kind.value if metadata.kind else ""
    issuer = metadata.issuer.value if metadata.issuer else ""
    given = int(found.group()) if found else None
    return Years(layout, given, kind == "工作报告" and bool(_GOVERNMENT.search(issuer)))


def heading_year(title: str) -> int | None:
    """The one year that a heading names.

    >>> heading_year("2022年重点工作"), heading_year("2022—2023年安排"), heading_year("概况")
    (2022, None, None)
    """
    years = {int(found) for found in _YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None
