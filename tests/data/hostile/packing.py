"""Taking archives apart and putting them together again, changed."""

import io
import warnings
import zipfile
from collections.abc import Callable

from sample_builder.ofd import zip_parts

from .texts import LAUGHS

DOCUMENT = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
OFD_PAGE = "Doc_0/Pages/Page_0/Content.xml"


def members(data: bytes) -> dict[str, bytes]:
    """The members of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one member changed."""
    parts = members(data)
    parts[name] = change(parts[name])
    return zip_parts(parts)


def without(data: bytes, *names: str) -> bytes:
    """The archive without some of its members."""
    return zip_parts({name: part for name, part in members(data).items() if name not in names})


def added(data: bytes, **parts: bytes) -> bytes:
    """The archive with more members, their names with / for __."""
    return zip_parts({**members(data), **{k.replace("__", "/"): v for k, v in parts.items()}})


def typed(declaration: str) -> Callable[[bytes], bytes]:
    """Puts a document type before the root element of a part."""

    def change(part: bytes) -> bytes:
        end = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
        return part[:end] + declaration.encode() + part[end:]

    return change


def laughing(part: bytes) -> bytes:
    """A part with entities that would grow a thousand millionfold."""
    return typed(f"<!DOCTYPE d [{LAUGHS}]>")(part).replace("。".encode(), b"&l9;")


def recoded(encoding: str, declaration: str = "") -> Callable[[bytes], bytes]:
    """Writes a part in another encoding, and declares it."""

    def change(part: bytes) -> bytes:
        body = part[part.index(b"?>") + 2 :].decode()
        return f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{body}'.encode(encoding)

    return change


def doubled(data: bytes, name: str) -> bytes:
    """The archive with a second member of the same name."""
    out = io.BytesIO(data)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<other/>")
    return out.getvalue()


def patched(data: bytes, name: str, offset: int, value: bytes) -> bytes:
    """The archive with a field of a member's entry in the directory changed."""
    at = data.rindex(name.encode()) - 46 + offset
    return data[:at] + value + data[at + len(value) :]
