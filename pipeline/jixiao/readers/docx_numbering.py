"""Word's automatic numbering: the 一、 and （1） that stand in no run of text."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_CHINESE = "零一二三四五六七八九"
_CHINESE_FORMATS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_CIRCLED_FORMATS = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: format, pattern (%1、) and first number."""

    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The numbering definitions of a file and how far each list has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, root: Any) -> "Numbering":
        """The numbering of a file from the root of its numbering part, or an empty one."""
        if root is None:
            return cls()
        abstract = {
            node.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"), "0")): _level(level)
                for level in node.findall(qn("w:lvl"))
            }
            for node in root.findall(qn("w:abstractNum"))
        }
        lists = {}
        for node in root.findall(qn("w:num")):
            reference = node.find(qn("w:abstractNumId"))
            if reference is not None and (found := abstract.get(reference.get(qn("w:val")))):
                lists[node.get(qn("w:numId"))] = found
        return cls(lists)

    def next(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of this list at `depth`, "" for bullets."""
        levels = self.levels.get(list_id, {})
        if depth not in levels:
            return ""
        counts = self._counts[list_id]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        return self._render(levels, counts, depth)

    @staticmethod
    def _render(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
        if levels[depth].form in {"bullet", "none"}:
            return ""
        text = levels[depth].pattern
        for key, level in levels.items():
            count = counts.get(key, level.start)
            text = text.replace(f"%{key + 1}", format_number(count, level.form))
        return text


def _level(node: Any) -> Level:
    def value(tag: str, default: str) -> str:
        found = node.find(qn(tag))
        return default if found is None else str(found.get(qn("w:val"), default))

    start = value("w:start", "1")
    return Level(
        value("w:numFmt", "decimal"),
        value("w:lvlText", ""),
        int(start) if start.lstrip("-").isdecimal() else 1,
    )


def format_number(number: int, form: str) -> str:
    """A list number in one of Word's number formats; unknown formats count 1, 2, 3.

    >>> format_number(12, "chineseCounting"), format_number(3, "decimalEnclosedCircle")
    ('十二', '③')
    """
    if form in _CHINESE_FORMATS:
        return chinese_number(number)
    if form in _CIRCLED_FORMATS and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form in {"upperLetter", "lowerLetter"} and 1 <= number <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + number - 1)
    return str(number)


def chinese_number(number: int) -> str:
    """A whole number from 1 to 99 in Chinese numerals; others in digits.

    >>> [chinese_number(number) for number in (3, 10, 19, 20, 42, 100)]
    ['三', '十', '十九', '二十', '四十二', '100']
    """
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _CHINESE[tens] + "十"
    return head + (_CHINESE[ones] if ones else "")
