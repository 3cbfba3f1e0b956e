from dataclasses import replace

from jixiao.checks import check
from jixiao.checks.findings import findings
from jixiao.readers import read_bytes
from jixiao.readers.outline import outline
from jixiao.types import Extraction, Page, Verdict

TEXT = (
    "一、人员情况\n实有人数88人，其中在职52人，离退休35人。\n"
    "二、支出情况\n（一）总体支出\n支出合计200万元，其中基本支出150万元，占75%。\n"
)


def extraction(mentions_in):
    document = read_bytes(TEXT.encode(), "d.txt")
    half = TEXT.index("二、")
    document = replace(document, pages=(Page(1, 0, half), Page(2, half, len(TEXT))))
    sections = outline(document)
    checks = check(document, sections, mentions_in(TEXT), (), ())
    return Extraction(document, sections=sections, checks=checks)


def test_a_contradiction_comes_with_its_sentence_page_and_heading(mentions_in):
    (found,) = findings(extraction(mentions_in))
    (cited,) = found.sentences
    assert found.check.verdict is Verdict.CONTRADICTION
    assert cited.text == TEXT[cited.start : cited.end] == "实有人数88人，其中在职52人，离退休35人。"
    assert [quote.text for quote in cited.figures] == ["88人", "52人", "35人"]
    assert (cited.page, cited.headings) == (1, ("一、人员情况",))


def test_contradictions_come_first_and_headings_from_outside_in(mentions_in):
    found = findings(extraction(mentions_in), tuple(Verdict))
    assert found[0].check.verdict is Verdict.CONTRADICTION
    share = next(f for f in found if f.check.kind == "share")
    assert share.sentences[0].page == 2
    assert share.sentences[0].headings == ("二、支出情况", "（一）总体支出")
