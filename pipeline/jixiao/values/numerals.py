"""Numbers as Chinese reports write them: reading and writing, exactly.

Arabic (1,234.5, full-width too), Chinese (三千二百一十七点五, 二〇二三), capital
(壹拾贰), and mixed (3亿5千万) numerals are read into Decimals; nothing is ever a
float.
"""

import math
import re
from decimal import Decimal

_PLAIN = "零一二三四五六七八九"
_VALUE_OF = {c: i for i, c in enumerate(_PLAIN)}
_SAME = str.maketrans(
    "壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟萬億〇○两兩", "一二二三三四五六六七八九十百千万亿零零二二"
)
_TENS = {"廿": "二十", "卅": "三十"}
_SMALL = {"千": 1000, "百": 100, "十": 10}
_LARGE = {"亿": 10**8, "万": 10**4}
_SCALE = _SMALL | _LARGE

DIGIT_CHARS = "〇○零一二两三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖"
SCALE_CHARS = "十百千万亿拾佰仟萬億"
CHINESE_CHARS = DIGIT_CHARS + SCALE_CHARS + "".join(_TENS)

_NARROW = {0xFF10 + i: ord("0") + i for i in range(10)} | {
    ord(wide): ord(narrow)
    for wide, narrow in zip("％．／＋￥＄　∶：（）〜～∼－−﹣", "%./+¥$ ::()~~~---", strict=True)
}
# Longer than any figure in print; a bound keeps hostile input from costing time.
_MAX_LENGTH = 64

_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_MIXED_PART = re.compile(rf"({_ARABIC.pattern})([{''.join(_SMALL)}]*)", re.ASCII)
_PAIR = re.compile(f"([{_PLAIN[1:]}])?([千百十])")
# 一百二 says a hundred and twenty: the lower place is left unsaid.
_ELIDED = re.compile(f"([百千])[{_PLAIN[1:]}]$")
_SECTION = re.compile(
    f"零?(?:[{_PLAIN[1:]}]?千)?零?(?:[{_PLAIN[1:]}]?百)?"
    f"零?(?:[{_PLAIN[1:]}]?十)?零?(?P<unit>[{_PLAIN[1:]}])?"
)


def narrow(text: str) -> str:
    """`text` with full-width digits and signs made ASCII, length unchanged.

    >>> narrow("１２．５％")
    '12.5%'
    """
    return text.translate(_NARROW)


def read_number(surface: str) -> Decimal | None:
    """The number that `surface` writes, or None where it writes none.

    Signs -, － and 负, separators and whitespace inside are understood; units
    are not. The result is the exact decimal.

    >>> read_number("3亿5千万"), read_number("负二百零三点五"), read_number("１，２３４.５")
    (Decimal('350000000'), Decimal('-203.5'), Decimal('1234.5'))
    """
    body = re.sub(r"\s", "", narrow(surface)).replace("，", ",")
    if not body or len(body) > _MAX_LENGTH:
        return None
    negative = body[0] in "-负"
    value = _unsigned(body[1:] if negative else body)
    if value is None:
        return None
    return -value if negative else value


def _unsigned(body: str) -> Decimal | None:
    if _ARABIC.fullmatch(body):
        return Decimal(body.replace(",", ""))
    plain = body.translate(_SAME)
    for word, ten in _TENS.items():
        plain = plain.replace(word, ten)
    if plain[:1] and plain[0] in "0123456789":
        return _mixed(plain)
    whole, point, fraction = plain.partition("点")
    return _with_fraction(whole, fraction) if point else _whole(whole)


def _with_fraction(whole: str, fraction: str) -> Decimal | None:
    # 二点五亿: what follows the fraction's digits multiplies the whole number.
    digits = fraction.rstrip("".join(_SCALE))
    integer, factor = _whole(whole), _factor(fraction[len(digits) :])
    if integer is None or not digits or any(c not in _VALUE_OF for c in digits):
        return None
    return Decimal(f"{integer}.{''.join(str(_VALUE_OF[c]) for c in digits)}") * factor


def _whole(body: str) -> Decimal | None:
    if body and all(c in _VALUE_OF for c in body):
        return Decimal("".join(str(_VALUE_OF[c]) for c in body))
    value = _places(body)
    return None if value is None else Decimal(value)


def _places(body: str) -> int | None:
    """A numeral with places: 三千二百零一, 二十五亿三千万, 百万, 三万五."""
    for scale, size in _LARGE.items():
        left, mark, right = body.rpartition(scale)
        if mark:
            high = _places(left) if left else 1
            low = _below(right, size)
            return None if high is None or low is None or scale in left else high * size + low
    return _section(body)


def _below(right: str, size: int) -> int | None:
    if len(right) == 1 and right in _VALUE_OF:
        return _VALUE_OF[right] * size // 10
    if right[:1] in _LARGE:  # 亿万 is a manner of speaking
        return None
    low = _places(right) if right else 0
    return low if low is not None and low < size else None


def _section(body: str) -> int | None:
    match = _SECTION.fullmatch(body)
    if not match or not body:
        return _by_digits(body)
    total = sum(
        (_VALUE_OF[digit] if digit else 1) * _SMALL[mark]
        for digit, mark in (pair.groups() for pair in _PAIR.finditer(body))
    )
    unit = _VALUE_OF.get(match["unit"] or "零", 0)
    elided = _ELIDED.search(body)
    return total + unit * (_SMALL[elided[1]] // 10 if elided else 1)


def _by_digits(body: str) -> int | None:
    """三〇〇 before a scale: places said digit by digit, as 三〇〇万 and 二五〇亿 have it."""
    if "零" not in body or any(c not in _VALUE_OF for c in body):
        return None
    return int("".join(str(_VALUE_OF[c]) for c in body))


def _factor(scales: str) -> int:
    return math.prod(_SCALE[c] for c in scales)


def _mixed(body: str) -> Decimal | None:
    """Arabic digits with Chinese scales: 1.2万, 3亿5千万, 2亿3千4百万, 3亿零500万.

    1万5 is left unread: it may mean 15,000 or 10,005.
    """
    for scale, size in _LARGE.items():
        left, mark, right = body.rpartition(scale)
        if mark:
            high = _mixed(left)
            low = _mixed(right.removeprefix("零")) if right else Decimal(0)
            elided = len(right) == 1
            return (
                None if high is None or low is None or low >= size or elided else high * size + low
            )
    return _mixed_section(body)


def _mixed_section(body: str) -> Decimal | None:
    total, last, position = Decimal(0), 0, 0
    for part in _MIXED_PART.finditer(body):
        digits, scales = part.groups()
        number, factor = Decimal(digits.replace(",", "")), _factor(scales)
        if part.start() != position or (last and number * factor >= last):
            return None
        if last and factor == 1 and len(digits) == 1:
            return None
        total += number * factor
        position, last = part.end(), factor
    return total if body and position == len(body) else None


_PLACES = ("", "十", "百", "千")
_SECTIONS = ("", "万", "亿", "万亿")
_CAPITAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def _parts(value: Decimal) -> tuple[str, str, str]:
    sign, _, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is no finite number")
    plain = format(abs(value), "f")
    whole, _, fraction = plain.partition(".")
    if len(whole) > 16:
        raise ValueError(f"{value} has more than 16 digits before the point")
    return ("负" if sign else ""), whole, fraction


def format_chinese(value: Decimal) -> str:
    """`value` in Chinese numerals; ValueError beyond 16 whole digits.

    >>> format_chinese(Decimal("3217.5"))
    '三千二百一十七点五'
    """
    sign, whole, fraction = _parts(value)
    tail = "点" + "".join(_PLAIN[int(c)] for c in fraction) if fraction else ""
    return sign + _write_whole(int(whole)) + tail


def _write_whole(number: int) -> str:
    if number == 0:
        return "零"
    sections: list[str] = []
    gap = False
    for power in range(3, -1, -1):
        section = number // 10 ** (4 * power) % 10**4
        if section:
            lead = "零" if sections and (gap or section < 1000) else ""
            # 万亿 is one scale: the 亿 is said once, after the last section that has it.
            scale = "万" if power == 3 and number // 10**8 % 10**4 else _SECTIONS[power]
            sections.append(lead + _write_section(section) + scale)
        gap = bool(sections) and section == 0
    return "".join(sections)


def _write_section(section: int) -> str:
    written, zero = "", False
    for place in range(3, -1, -1):
        digit = section // 10**place % 10
        if digit:
            written += ("零" if zero and written else "") + _PLAIN[digit] + _PLACES[place]
            zero = False
        else:
            zero = True
    return written


def format_capital(value: Decimal) -> str:
    """`value` in capital numerals, as on cheques.

    >>> format_capital(Decimal(1203))
    '壹仟贰佰零叁'
    """
    return format_chinese(value).translate(_CAPITAL)


def format_grouped(value: Decimal) -> str:
    """`value` in Arabic digits with a comma every three places.

    >>> format_grouped(Decimal("1234567.8"))
    '1,234,567.8'
    """
    sign, whole, fraction = _parts(value)
    return sign + f"{int(whole):,}" + (f".{fraction}" if fraction else "")


def format_full_width(value: Decimal) -> str:
    """`value` in full-width Arabic digits.

    >>> format_full_width(Decimal("12.5"))
    '１２．５'
    """
    sign, whole, fraction = _parts(value)
    plain = whole + (f".{fraction}" if fraction else "")
    return sign + plain.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})


def format_mixed(value: Decimal) -> str:
    """`value` with its largest scale written in Chinese, exactly.

    >>> format_mixed(Decimal("350000000"))
    '3.5亿'
    """
    sign, _, _ = _parts(value)
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= scale:
            return sign + format(abs(value) / scale, "f") + word
    return sign + format(abs(value), "f")
