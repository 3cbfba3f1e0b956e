"""The component that finds by rules: figures, dates, titled documents, self-references."""

import re

from spacy.tokens import Doc

from jixiao.nlp.extensions import VALUES, set_spans, text_of
from jixiao.types import Label, Span
from jixiao.values import find

# 基本单位, 应该 and the like hold the same characters by chance, 本科 and 本办法 are words.
_SELF = re.compile(
    r"""
    (?: (?<![基根资成版文样原剧书])本 | 我 | (?<!应)该 | 贵(?=局|厅|单位|部门|公司|集团) )
    (?: 局(?!面|限|势|部) | 厅(?!级) | 委(?!托|员) | 办(?!法|理|学|公[^室]) | 站(?!点) | 校(?!园)
      | 院(?!士|子|落) | 所(?![有在得需]) | 部门 | 单位 | 公司 | 集团 | 企业 | 机构 | 协会 | 学校
      | 医院 | 中心(?!城|区) | (?<=我)[部处] )
    """,
    re.VERBOSE,
)


def find_self_references(text: str) -> list[Span]:
    """Where a text names a body by 我, 本, 该 or 贵 and a noun.

    >>> text = "我局与该公司在本科教育、基本单位上合作，本部门牵头。"
    >>> [span.of(text) for span in find_self_references(text)]
    ['我局', '该公司', '本部门']
    """
    return [Span(match.start(), match.end()) for match in _SELF.finditer(text)]


class ValueFinder:
    """Writes what rules find to ``doc.spans["values"]``.

    Figures, dates and documents come from `jixiao.values.find`, organisations
    from `find_self_references`.
    """

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        found = [(span.start, span.end, str(span.label)) for span in find(text)]
        titles = [Span(start, end) for start, end, label in found if label == Label.DOC]
        found += [
            (span.start, span.end, str(Label.ORG))
            for span in find_self_references(text)
            if not any(span.overlaps(title) for title in titles)
        ]
        set_spans(doc, VALUES, [(*span, 1.0, "rule") for span in sorted(found)])
        return doc
