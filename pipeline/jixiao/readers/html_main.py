"""Finding the main content of a web page."""

import re
from collections.abc import Iterator
from typing import Any

_NO_TEXT = (
    *("script", "style", "noscript", "template", "head", "nav", "footer", "aside"),
    *("button", "select", "input", "textarea", "iframe", "svg", "object", "embed", "video"),
    *("audio", "map"),
)
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|breadcrumbs?|crumbs?|footer\w*|foot|header|sidebar|share\w*|"
    r"pager\w*|paging|related|copyright|position|location|search\w*|login|toolbar|dqwz|"
    r"bdsharebuttonbox|qrcode|ewm)(?:$|[\s_-])",
    re.IGNORECASE,
)
# A form may be a search box, or hold the whole page (.aspx).
_BOILERPLATE_TAGS = (
    *("div", "ul", "ol", "section", "header", "form", "span", "p", "table", "td", "dl"),
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SITE_LINE = re.compile(r"ICP备|公网安备|网站标识码|版权所有|主办单位.*承办单位|技术支持[:：]")
# A part with less of the page's text than this is not dropped for its class name alone,
# and the main part must hold this much for the rest to be left out.
_DOMINANT = 0.85
_MAX_BOILERPLATE = 0.3


def main_content(root: Any) -> Any:
    """The element that holds the page's own text; boilerplate is removed from `root`."""
    for node in list(root.iter(*_NO_TEXT)):
        _remove(node)
    body = root if root.tag == "body" else root.find(".//body")
    body = root if body is None else body
    _remove_boilerplate(body)
    return _descend(body)


def page_title(root: Any, main: Any) -> str:
    """The page's <h1> if it stands outside the main content, "" otherwise."""
    for heading in root.iter("h1", "h2"):
        inside = heading is main or any(node is main for node in heading.iterancestors())
        text = "".join(heading.itertext()).strip()
        if text and not inside:
            return text
        if text:
            return ""
    return ""


def is_site_line(text: str) -> bool:
    """Whether a line speaks of the web site, not of the document (备案号, 主办单位…承办单位).

    >>> is_site_line("网站标识码：1234567890"), is_site_line("主办单位：市水务局")
    (True, False)
    """
    return len(text) < 200 and _SITE_LINE.search(text) is not None


def _remove(node: Any) -> None:
    """Takes the element out of its tree, but not the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def _remove_boilerplate(body: Any) -> None:
    # Ancestors come first, so no removal changes the length of a node still to come.
    lengths = _lengths(body)
    for node in list(_marked(body)):
        if node.getparent() is not None and lengths[node] <= _MAX_BOILERPLATE * lengths[body]:
            _remove(node)


def _marked(body: Any) -> Iterator[Any]:
    for node in body.iter(*_BOILERPLATE_TAGS):
        names = f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}"
        hidden = _HIDDEN.search(node.get("style", ""))
        if node.tag in {"header", "form"} or hidden or _BOILERPLATE.search(names):
            yield node


def _descend(body: Any) -> Any:
    """The innermost element that holds nearly all text outside links."""
    weights = _lengths(body, links=False)
    node, enough = body, _DOMINANT * weights.get(body, 0)
    while True:
        heavy = [child for child in node if weights.get(child, 0) >= enough]
        if not heavy or not enough or heavy[0].tag in {"p", "tr", "tbody", "h1", "h2", "ul", "ol"}:
            return node
        node = heavy[0]


def _lengths(body: Any, *, links: bool = True) -> dict[Any, int]:
    """For every element the visible characters that it holds, or only those outside links."""
    lengths: dict[Any, int] = {}
    for node in reversed(list(body.iter())):
        own = _visible(node.text) + sum(_visible(child.tail) + lengths[child] for child in node)
        lengths[node] = own if links or node.tag != "a" else 0
    return lengths


def _visible(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
