"""What the organ or company of a name is called in full, and at which level a body stands."""

import re

from jixiao.bodies import forms
from jixiao.bodies.divisions import division_at, level_of_division, named_division
from jixiao.bodies.names import level_word, without_prefix

_NATIONAL = re.compile(r"国务院|国家|全国|中央|中国(?!\w*公司)|中华|最高|[\u4e00-\u9fff]{2,12}部$")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:县|区|旗)")
_CITY = re.compile(r"[\u4e00-\u9fff]{1,3}市")


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
    >>> level_of_body("华新电缆") is None
    True
    """
    name = without_prefix(name)
    if _NATIONAL.match(name):
        return None if name.endswith(("俱乐部", "党支部")) else "national"
    if first := division_at(name):
        below = level_of_body(name[len(first) :])
        return below if below == "county" else level_of_division(first)
    if _COUNTY.match(name):
        return "county"
    return "municipal" if _CITY.match(name) else None


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
    return core[found[1] :] if found else core
