"""What the styles of a Word file say of a paragraph: heading level, list, name."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_MAX_INHERITANCE = 12
_BODY_TEXT = 9


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a file by their ids."""

    elements: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, part: Any) -> "Styles":
        """The styles of a document part; empty if it has none."""
        found = [r for r in part.rels.values() if r.reltype.endswith("/styles")]
        if not found or found[0].is_external:
            return cls()
        nodes = found[0].target_part.element.findall(qn("w:style"))
        return cls({node.get(qn("w:styleId")): node for node in nodes})

    def name(self, paragraph: Any) -> str:
        """The name of the paragraph's style, "" for the default one."""
        chain = self._chain(paragraph)
        named = chain[0].find(qn("w:name")) if chain else None
        return "" if named is None else str(named.get(qn("w:val"), ""))

    def heading_level(self, paragraph: Any) -> int | None:
        """The outline level from 1, set on the paragraph or inherited; None for body text.

        The Title style counts as level 1.
        """
        outline = self._inherited(paragraph, qn("w:outlineLvl"))
        value = None if outline is None else outline.get(qn("w:val"))
        if value is not None and value.isdecimal():
            return int(value) + 1 if int(value) < _BODY_TEXT else None
        return 1 if self.name(paragraph).lower() == "title" else None

    def list_place(self, paragraph: Any) -> tuple[str, int] | None:
        """The id of the numbered list the paragraph belongs to and its depth from 0."""
        numbering = self._inherited(paragraph, qn("w:numPr"))
        if numbering is None:
            return None
        list_id, depth = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
        if list_id is None:
            return None
        value = "0" if depth is None else depth.get(qn("w:val"), "0")
        return str(list_id.get(qn("w:val"))), int(value) if value.isdecimal() else 0

    def _inherited(self, paragraph: Any, tag: str) -> Any:
        """The paragraph property `tag`, from the paragraph or the nearest style that has it."""
        for node in [paragraph, *self._chain(paragraph)]:
            properties = node.find(qn("w:pPr"))
            found = None if properties is None else properties.find(tag)
            if found is not None:
                return found
        return None

    def _chain(self, paragraph: Any) -> list[Any]:
        """The style of the paragraph and those it is based on, nearest first."""
        reference = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        chain: list[Any] = []
        while reference is not None and len(chain) < _MAX_INHERITANCE:
            style = self.elements.get(reference.get(qn("w:val")))
            if style is None:
                break
            chain.append(style)
            reference = style.find(qn("w:basedOn"))
        return chain
