"""Documents on one page of HTML: text and tables side by side, with the number of the page."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from jixiao.cli.reading.article import article, failed
from jixiao.cli.reading.content import Reading
from jixiao.cli.reading.markup import Markup, element, joined
from jixiao.types import Failure

#: What tells a page of ours, which may be written anew, from anybody else's.
MARK = "jixiao read"


def page(items: Iterable[Reading | Failure], names: list[str]) -> Iterator[Markup]:
    """The page piece by piece; `names` are those of the files, in the order of `items`.

    It asks for nothing from anywhere, runs no script, and is the same for the
    same documents.
    """
    style = files("jixiao.cli.reading").joinpath("style.css").read_text("utf-8")
    title = f"{names[0]}{f' +{len(names) - 1}' if len(names) > 1 else ''} · jixiao read"
    yield Markup('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n')
    yield joined(_head(style, title), "\n")
    yield Markup("\n</head>\n<body>\n")
    if len(names) > 1:
        yield _contents(names)
    for number, item in enumerate(items, start=1):
        prefix = "" if len(names) == 1 else f"d{number}-"
        yield from failed(item, prefix) if isinstance(item, Failure) else article(item, prefix)
        yield Markup("\n")
    yield Markup("</body>\n</html>\n")


def _head(style: str, title: str) -> Iterator[Markup]:
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield element("meta", charset="utf-8")
    yield element("meta", http_equiv="Content-Security-Policy", content=policy)
    yield element("meta", name="generator", content=MARK)
    yield element("meta", name="referrer", content="no-referrer")
    yield element("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield element("title", title)
    yield element("style", Markup(style))


def _contents(names: list[str]) -> Markup:
    links = (
        element("li", element("a", Path(name).name, href=f"#d{number}-top"))
        for number, name in enumerate(names, start=1)
    )
    return element("nav", element("ol", *links), aria_label="文档 Documents", class_="documents")
