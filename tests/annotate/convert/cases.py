"""Batches that the tests of several formats use."""

from dataclasses import replace

from jixiao.annotate.convert.pairs import Who
from jixiao.annotations.folder import Batch
from jixiao.annotations.inline import parse_inline
from jixiao.annotations.records import Comment, Origin, SourceText, Status

from ...annotations.strategies import AT, ME

WHO = Who(ME, AT, Status.CONFIRMED)


def made(folder, texts, annotations):
    """A batch with this gold."""
    batch = Batch(folder / "batch")
    batch.add_texts(texts)
    batch.write("gold", annotations)
    return batch


GOLD = "«我局|ORG 1»«会议费|INDICATOR 2»支出😀«3万\r\n元|MONEY 3»。\n----\n1 SUBJECT 2\n2 VALUE 3\n"


def gold(doc_id="水利_2023"):
    return parse_inline(GOLD, doc_id=doc_id, by=ME, at=AT, status=Status.CONFIRMED)


def reports(folder):
    """A batch with a title, two texts with gold and one without."""
    pairs = [gold(), gold("农业_2023")]
    texts = [replace(pairs[0][0], title="报告"), pairs[1][0], SourceText("空", "无。")]
    annotation = pairs[0][1]
    first = replace(annotation.spans[0], origin=Origin.ACCEPTED, score=0.5, by="model:m")
    annotations = [
        replace(
            annotation,
            spans=(first, *annotation.spans[1:]),
            comments=(Comment("存疑", ME, AT),),
        ),
        pairs[1][1],
    ]
    return made(folder, texts, annotations)
