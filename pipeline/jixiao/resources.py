"""Where the files that ship with the package lie, and the annotation scheme."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jixiao.errors import ResourceError
from jixiao.types import Label, RelationLabel

_PACKAGE = Path(__file__).resolve().parent


def data_path(name: str) -> Path:
    """The path of a shipped file or folder: models/…, configs/…, annotations/scheme.toml.

    In an installed wheel they lie in the package, in a checkout at its top.
    Raises ResourceError if it is in neither place.
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parents[1]):
        if (root / name).exists():
            return root / name
    raise ResourceError(f"{name} is neither in the installed package nor in a checkout around it")


@dataclass(frozen=True, slots=True)
class LabelInfo:
    """How a label is shown: its Chinese name, colour (#rrggbb) and shortcut key."""

    name: Label
    zh: str
    colour: str
    shortcut: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Which labels a relation joins."""

    name: RelationLabel
    zh: str
    heads: frozenset[Label]
    tails: frozenset[Label]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The annotation scheme: labels and relation signatures in the order of the file."""

    version: str
    labels: tuple[LabelInfo, ...]
    relations: tuple[Signature, ...]


@cache
def scheme() -> Scheme:
    """The annotation scheme that ships with the package."""
    with data_path("annotations/scheme.toml").open("rb") as file:
        raw = tomllib.load(file)
    return Scheme(
        version=raw["version"],
        labels=tuple(
            LabelInfo(Label(row["name"]), row["zh"], row["colour"], row["shortcut"])
            for row in raw["labels"]
        ),
        relations=tuple(
            Signature(
                RelationLabel(row["name"]),
                row["zh"],
                frozenset(map(Label, row["heads"])),
                frozenset(map(Label, row["tails"])),
            )
            for row in raw["relations"]
        ),
    )
