"""What a person has decided about names: merges, renames, splits, in a plain file.

The file is TOML, written by `jixiao entities` and open to any editor:

    [[merge]]
    name = "甲市科技信息中心"      # is the same as …
    into = "甲市科学技术信息研究所"

    [[rename]]
    name = "甲市科学技术局"        # is shown as …
    to = "甲市科技局（外专局）"

    [[split]]
    name = "科技局"               # as written, in one document or in all, means …
    into = "乙县科学技术局"
    document = "0123456789abcdef"
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jixiao.errors import NamesError

_KEYS = {"merge": {"name", "into"}, "rename": {"name", "to"}, "split": {"name", "into"}}


@dataclass(frozen=True, slots=True)
class Split:
    """A name as written that means `into`; `document` is an id, None for all documents."""

    name: str
    into: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """Merges and renames by full name, and splits. Made by `decisions`, which checks them."""

    merges: Mapping[str, str] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()

    def identity(self, full: str, written: str | None = None, document: str | None = None) -> str:
        """The full name that decides what a name is, from which its id is made.

        `full` is what the grammar makes of the name `written` in `document`.

        >>> told = decisions({"甲": "乙"}, {"乙": "丙"}, [Split("局", "丁", "d1")])
        >>> told.identity("甲"), told.identity("甲", "局", "d1"), told.identity("甲", "局", "d2")
        ('乙', '丁', '乙')
        """
        for split in self.splits:
            if split.name == written and split.document in (None, document):
                full = split.into
                break
        while full in self.merges:
            full = self.merges[full]
        return full

    def shown(self, identity: str) -> str:
        """The name under which it stands in the tables: its new name, if it was renamed."""
        return self.renames.get(identity, identity)

    def names(self) -> tuple[str, ...]:
        """Every name that something was decided about, each once."""
        split = (one.name for one in self.splits)
        return tuple(dict.fromkeys((*self.merges, *self.renames, *split)))


NOTHING_DECIDED = Decisions()


def decisions(
    merges: Mapping[str, str], renames: Mapping[str, str], splits: Iterable[Split]
) -> Decisions:
    """The decisions, checked against one another.

    Raises NamesError if they contradict one another: merges in a circle, a name
    that is merged and renamed, two names renamed to one, two meanings of one split.
    """
    made = Decisions(dict(merges), dict(renames), tuple(splits))
    for name in made.merges:
        _no_circle(made.merges, name)
    for name, new in made.renames.items():
        if name in made.merges:
            into = made.merges[name]
            raise NamesError(f"{name} is merged into {into}: rename {into} instead")
        others = [other for other, to in made.renames.items() if to == new and other != name]
        if others or name == new:
            raise NamesError(f"{name} and {others[0] if others else new} cannot both be {new}")
    _no_two_meanings(made.splits)
    return made


def _no_circle(merges: Mapping[str, str], name: str) -> None:
    way = [name]
    while way[-1] in merges:
        way.append(merges[way[-1]])
        if way[-1] in way[:-1]:
            raise NamesError(f"merged in a circle: {' → '.join(way)}")


def _no_two_meanings(splits: Iterable[Split]) -> None:
    known: dict[tuple[str, str | None], str] = {}
    for split in splits:
        into = known.setdefault((split.name, split.document), split.into)
        if into != split.into or split.name == split.into:
            raise NamesError(f"{split.name} is split into {into} and {split.into}")


def read_decisions(path: Path) -> Decisions:
    """The decisions of the file; none if there is no such file.

    Raises NamesError, naming the file, if it is no TOML, has other entries than
    merge, rename and split, or contradicts itself.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Decisions()
    except (OSError, ValueError) as error:
        raise NamesError(f"cannot be read: {error}", str(path)) from error
    try:
        if unknown := set(found) - set(_KEYS):
            raise NamesError(f"[[{min(unknown)}]] is none of merge, rename, split")
        entries = {kind: [_entry(kind, item) for item in _list(found, kind)] for kind in _KEYS}
        merges = _pairs(entries["merge"], "into")
        renames = _pairs(entries["rename"], "to")
        return decisions(merges, renames, (Split(**item) for item in entries["split"]))
    except NamesError as error:
        raise NamesError(error.cause, str(path)) from error


def _list(found: Mapping[str, Any], kind: str) -> list[Any]:
    items = found.get(kind, [])
    if not isinstance(items, list):
        raise NamesError(f"write [[{kind}]], with two brackets")
    return items


def _entry(kind: str, item: Any) -> dict[str, str]:
    keys = set(item) if isinstance(item, dict) else set()
    extra = {"document"} if kind == "split" else set()
    if not _KEYS[kind] <= keys <= _KEYS[kind] | extra:
        wanted = " and ".join(sorted(_KEYS[kind]))
        raise NamesError(f"[[{kind}]] needs {wanted}, found {', '.join(sorted(keys)) or 'nothing'}")
    if bad := [key for key in sorted(keys) if not isinstance(item[key], str) or not item[key]]:
        raise NamesError(f"[[{kind}]]: {bad[0]} is no name")
    return dict(item)


def _pairs(entries: Iterable[dict[str, str]], second: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for item in entries:
        name, other = item["name"], item[second]
        if table.setdefault(name, other) != other:
            raise NamesError(f"{name} is to be {table[name]} and {other}")
    return table


def dump_decisions(made: Decisions) -> str:
    """The decisions as the text of the file, which `read_decisions` reads back.

    >>> print(dump_decisions(Decisions({"甲": "乙"})))
    [[merge]]
    name = "甲"
    into = "乙"
    <BLANKLINE>
    """
    entries = [("merge", {"name": name, "into": into}) for name, into in made.merges.items()]
    entries += [("rename", {"name": name, "to": to}) for name, to in made.renames.items()]
    for split in made.splits:
        where = {"document": split.document} if split.document else {}
        entries.append(("split", {"name": split.name, "into": split.into} | where))
    return "\n".join(
        f"[[{kind}]]\n" + "".join(f"{key} = {_quoted(text)}\n" for key, text in item.items())
        for kind, item in entries
    )


def _quoted(text: str) -> str:
    """A TOML string: json's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
