"""What the organ or company of a name is called in full, and at which level a body stands."""

import re

from jixiao.bodies import forms
from jixiao.bodies.divisions import division_at, division_path, level_of_division, named_division
from jixiao.bodies.names import level_word, without_prefix

_NATIONAL = re.compile(r"国务院|国家|全国|中央|中国(?!\w*公司)|中华|最高")
#: A zone has the rank that its founders gave it, which its name does not tell.
_ZONE = re.compile(
    r"^[\u4e00-\u9fff]{0,8}?(?:高新|经开|开发|旅游|保税|综保|示范|工业园|产业园|园)区"
)
_LEVELS = {
    "省": "provincial",
    "自治区": "provincial",
    "市": "municipal",
    "州": "municipal",
    "县": "county",
    "区": "county",
    "旗": "county",
}
_MINISTRIES = frozenset(forms.CENTRAL.values()) | forms.CENTRAL_FULL


def expand_stem(stem: str) -> str:
    """An organ's name without division, its field and suffix written out.

    >>> expand_stem("发改委"), expand_stem("科技局"), expand_stem("财政局")
    ('发展和改革委员会', '科学技术局', '财政局')
    """
    for short, full in forms.SUFFIXES.items():
        if stem.endswith(short) and stem[: -len(short)] in forms.FIELDS:
            return forms.FIELDS[stem[: -len(short)]] + full
    if re.search(r"(?:生|国资|农|族|育)委$", stem) or stem == "卫生健康委":
        return stem + "员会"
    return stem


def common_bodies() -> frozenset[str]:
    """Names of bodies that are the same everywhere: fields with their suffix, central bodies.

    >>> {"科学技术局", "国务院", "教育部"} <= common_bodies()
    True
    """
    fields = {
        field + suffix for field in forms.FIELDS.values() for suffix in ("局", "厅", "委员会")
    }
    return frozenset(fields | set(forms.CENTRAL) | set(forms.CENTRAL.values()) | forms.CENTRAL_FULL)


def is_common(stem: str) -> bool:
    """Whether every division has a body of this short name.

    >>> is_common("科技局"), is_common("政府"), is_common("大学")
    (True, True, False)
    """
    return stem in forms.ORGANS or expand_stem(stem) != stem


def organ_name(division: str, stem: str) -> str | None:
    """Full name of the organ `stem` of `division`, or None if it names no body.

    >>> organ_name("湖南省", "科技厅"), organ_name("衡阳市", "政府办")
    ('湖南省科学技术厅', '衡阳市人民政府办公室')
    """
    if stem in forms.ORGANS:
        return forms.ORGANS[stem].format(division).replace("自治区委", "自治区党委")
    if level_of_division(division) is None or len(stem) < 2 or level_word(stem):
        return None
    if stem.startswith("委") and not stem.startswith(("委托", "委员")):
        return f"中共{division}{stem}"
    return division + expand_stem(stem)


def level_of_body(name: str) -> str | None:
    """Administrative level of a body by its full name.

    >>> [level_of_body(n) for n in ("湖南省科学技术厅", "科学技术部", "衡山县财政局")]
    ['provincial', 'national', 'county']
    >>> level_of_body("四会市财政局"), level_of_body("康复部") is None
    ('county', True)
    >>> level_of_body("华新电缆") is None, level_of_body("高新区管委会") is None
    (True, True)
    >>> level_of_body("市科技局")
    'municipal'
    """
    name = without_prefix(name)
    if name in _MINISTRIES:
        return "national"
    if _NATIONAL.match(name):
        return None if name.endswith(("俱乐部", "党支部")) else "national"
    word = level_word(name)
    if word and not name.startswith(forms.LEVEL_WORDS):
        return _LEVELS[word]
    if _ZONE.search(name) and not division_at(name):
        return None
    rest = division_path(name)
    last = name if level_of_division(name) else None
    while first := division_at(rest):
        last, rest = first, rest[len(first) :]
    if rest:
        return "county"
    return level_of_division(last) if last else None


def company_core(name: str) -> str | None:
    """A company's name without division and legal form, or None if it has no legal form.

    >>> company_core("衡阳华新电缆有限公司"), company_core("华新公司"), company_core("华新")
    ('华新电缆', '华新', None)
    """
    form = next((f for f in forms.LEGAL_FORMS if name.endswith(f)), None)
    if form is None or len(name) - len(form) < 2:
        return None
    core = re.sub(r"[（(][^（()）]*[)）]", "", name[: -len(form)])
    # Less its last character, so that two are left once the division is gone.
    found = named_division(core[:-1])
    if found:
        return core[found[1] :]
    path = division_path(core[:-1])
    return core[len(path) :] if path.endswith(("市", "县", "区", "旗")) else core


def provincial_department(province: str, organ: str) -> str | None:
    """The 厅 of the province that the 局 of a city or county stands under, None where unsure.

    >>> provincial_department("湖南省", "科学技术局"), provincial_department("湖南省", "城管局")
    ('湖南省科学技术厅', None)
    """
    field = organ.removesuffix("局")
    return f"{province}{field}厅" if field != organ and field in forms.DEPARTMENTS else None
