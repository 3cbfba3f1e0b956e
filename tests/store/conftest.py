"""Reports and what was read from them: one by hand, any number by hypothesis."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st

from jixiao.store import KnowledgeBase
from jixiao.types import (
    AwardNorm,
    Block,
    Box,
    Check,
    DateNorm,
    Document,
    Entity,
    Evidenced,
    Extraction,
    Fact,
    Ground,
    How,
    Issue,
    Label,
    Mention,
    Metadata,
    Modifier,
    MoneyNorm,
    OrgNorm,
    Page,
    PercentNorm,
    QuantityNorm,
    Quote,
    Relation,
    RelationLabel,
    Section,
    Span,
    Verdict,
)

TEXT = "一、孵化器\n2023年，青禾区科创局投入孵化补贴120.50万元，完成预算的96.4%。"


def _mention(number: int, label: Label, surface: str, norm=None, text: str = TEXT) -> Mention:
    start = text.index(surface)
    return Mention(f"m{number}", start, start + len(surface), label, surface, 0.5, "model", norm)


def _entity(name: str) -> Entity:
    return Entity("e1", Label.ORG, name, (name,), "county", None, (Quote(name, *_place(name)),))


def make_report(number: int = 0, amount: str = "1205000") -> Extraction:
    """A small report; `number` tells one from another, `amount` is its figure in yuan."""
    source = f"reports/{number}.txt"
    mentions = (
        _mention(1, Label.DATE, "2023年", DateNorm(date(2023, 1, 1), date(2023, 12, 31))),
        _mention(2, Label.ORG, "青禾区科创局", OrgNorm("青禾区科创局", "e1")),
        _mention(3, Label.PROJECT, "孵化补贴"),
        _mention(4, Label.MONEY, "120.50万元", MoneyNorm(Decimal(amount))),
        _mention(5, Label.PERCENT, "96.4%", PercentNorm(Decimal("0.964"))),
    )
    fact = Fact(
        fact_id="f1",
        kind="funding",
        evidence=Span(6, len(TEXT)),
        subject="青禾区科创局",
        name="孵化补贴",
        value=Decimal(amount),
        unit="元",
        modifier="exact",
        stage="actual",
        period_start=date(2023, 1, 1),
        period_end=date(2023, 12, 31),
        value_span="m4",
        name_span="m3",
        subject_span="m2",
        confidence=0.75,
        section="s1",
        role="grant",
        grounds=(Ground("subject", How.STATED, 12, 18), Ground("stage", How.ASSUMED)),
    )
    stated = Quote("96.4%", *_place("96.4%"))
    return Extraction(
        document=Document(
            doc_id=f"{number:016x}",
            source=source,
            media_type="txt",
            text=TEXT,
            blocks=(Block("heading", 0, 5, level=1), Block("paragraph", 6, len(TEXT))),
            pages=(Page(1, 0, len(TEXT)),),
            warnings=(Issue("read", "encoding", "gb18030 was guessed"),),
        ),
        metadata=Metadata(
            title=Evidenced("孵化器", Quote("孵化器", 2, 5)),
            issuer=Evidenced("青禾区科创局", Quote("青禾区科创局", *_place("青禾区科创局"))),
            year=Evidenced("2023", Quote("2023年", *_place("2023年"))),
        ),
        sections=(Section("s1", None, 1, "一、", "孵化器", 0, 5, len(TEXT)),),
        mentions=mentions,
        relations=(Relation("m3", RelationLabel.FUNDING, "m4", 0.9),),
        entities=(_entity("青禾区科创局"),),
        facts=(fact,),
        checks=(Check("share", Verdict.NOT_CHECKABLE, stated, (), None, "96.4%", "no budget"),),
        issues=(Issue("facts", "no_unit", "a figure without unit", 6, 11),),
    )


def _place(surface: str) -> tuple[int, int]:
    return TEXT.index(surface), TEXT.index(surface) + len(surface)


_words = st.text("甲乙丙ab=+-@'\",;\n\t\x0b\x00𠮷é（ _x", max_size=8)
_maybe = st.none() | _words
_ids = st.text("ab'\"/\\..;- 一", min_size=1, max_size=6)
_unit_interval = st.floats(0, 1)
_decimals = st.decimals(-(10**27), 10**27, places=10) | st.decimals(-(10**6), 10**6, places=2)
_days = st.dates()
_places = st.none() | st.integers(0, 10**6)
_modifiers = st.sampled_from(Modifier)
_NORMS = {
    Label.MONEY: st.builds(
        MoneyNorm,
        *(st.none() | _decimals,) * 3,
        currency=st.sampled_from(["CNY", "USD"]),
        modifier=_modifiers,
        per=_maybe,
    ),
    Label.PERCENT: st.builds(
        PercentNorm, *(st.none() | _decimals,) * 3, st.sampled_from(["fraction", "pp"]), _modifiers
    ),
    Label.QUANTITY: st.builds(QuantityNorm, *(st.none() | _decimals,) * 3, _words, _modifiers),
    Label.DATE: st.builds(DateNorm, *(st.none() | _days,) * 2),
    Label.ORG: st.builds(OrgNorm, _words, _words),
    Label.AWARD: st.builds(AwardNorm, _maybe),
}


@st.composite
def _mentions(draw: st.DrawFn, text: str) -> Mention:
    start, end = draw(_ranges(text))
    label = draw(st.sampled_from(Label))
    norm = draw(st.none() | _NORMS.get(label, st.none()))
    score, origin = draw(_unit_interval), draw(st.sampled_from(["rule", "model"]))
    return Mention(draw(_ids), start, end, label, text[start:end], score, origin, norm)


@st.composite
def _ranges(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


def _quotes(text: str) -> st.SearchStrategy[Quote]:
    return _ranges(text).map(lambda r: Quote(text[r[0] : r[1]], *r))


def _tuples(items: st.SearchStrategy) -> st.SearchStrategy[tuple]:
    return st.lists(items, max_size=3).map(tuple)


_issues = _tuples(st.builds(Issue, _words, _words, _words, _places, _places))


@st.composite
def _extractions(draw: st.DrawFn) -> Extraction:
    text = draw(st.text(min_size=1, max_size=40))
    quotes = _quotes(text)
    blocks = st.builds(Block, _words, *(st.integers(0, 99),) * 2, *(_places,) * 5, sheet=_maybe)
    facts = st.builds(
        Fact,
        _ids,
        _words,
        _ranges(text).map(lambda r: Span(*r)),
        **dict.fromkeys(("value", "low", "high"), st.none() | _decimals),
        **dict.fromkeys(("subject", "name", "unit", "modifier", "direction", "basis"), _maybe),
        **dict.fromkeys(("stage", "conferrer", "level", "value_span", "section"), _maybe),
        **dict.fromkeys(("period_start", "period_end"), st.none() | _days),
        **dict.fromkeys(("grade", "role", "vintage", "repeats", "part_of"), _maybe),
        grounds=_tuples(st.builds(Ground, _words, st.sampled_from(How), _places, _places)).filter(
            lambda grounds: len({ground.field for ground in grounds}) == len(grounds)
        ),
        confidence=_unit_interval,
    )
    evidenced = st.none() | st.builds(Evidenced, _words, quotes)
    return Extraction(
        Document(
            draw(_ids),
            draw(_words),
            draw(st.sampled_from(["txt", "pdf"])),
            text,
            draw(_tuples(blocks)),
            draw(_tuples(st.builds(Page, *(st.integers(0, 99),) * 3))),
            draw(_issues),
            draw(_tuples(st.builds(Box, *(st.integers(0, 99),) * 3, *(st.floats(0, 2000),) * 4))),
        ),
        draw(st.builds(Metadata, *(evidenced,) * 5)),
        draw(
            _tuples(
                st.builds(
                    Section,
                    _ids,
                    _maybe,
                    *(st.integers(1, 9),),
                    *(_words,) * 2,
                    *(st.integers(0, 99),) * 3,
                )
            )
        ),
        draw(_tuples(_mentions(text))),
        draw(
            _tuples(st.builds(Relation, _ids, st.sampled_from(RelationLabel), _ids, _unit_interval))
        ),
        draw(
            _tuples(
                st.builds(
                    Entity,
                    _ids,
                    st.sampled_from(Label),
                    *(_words, _tuples(_words), _maybe, _maybe),
                    _tuples(quotes),
                )
            )
        ),
        draw(_tuples(facts)),
        draw(
            _tuples(
                st.builds(
                    Check,
                    _words,
                    st.sampled_from(Verdict),
                    quotes,
                    _tuples(quotes),
                    _maybe,
                    _words,
                    _words,
                )
            )
        ),
        draw(_issues),
    )


@pytest.fixture(scope="session")
def extractions() -> st.SearchStrategy[Extraction]:
    """Extractions of every shape that the types allow."""
    return _extractions()


@pytest.fixture(scope="session")
def report() -> Callable[..., Extraction]:
    """A maker of small reports: number and amount in yuan."""
    return make_report


@pytest.fixture
def kb(tmp_path: Path) -> KnowledgeBase:
    """An empty knowledge base."""
    return KnowledgeBase(tmp_path / "kb", create=True)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `full` is a copy of."""
    kb = KnowledgeBase(tmp_path_factory.mktemp("template") / "kb", create=True)
    with kb.writer("v1", batch=2) as writer:
        for number in range(3):
            writer.add(make_report(number))
    with kb.writer("v2") as writer:
        writer.add(make_report(0, amount="1205000.55"))
    return kb.path


@pytest.fixture
def full(template: Path, tmp_path: Path) -> KnowledgeBase:
    """A knowledge base of three reports in three commits; a pipeline v2 has replaced the first."""
    return KnowledgeBase(shutil.copytree(template, tmp_path / "kb"))


@pytest.fixture
def files() -> Callable[[Path], dict[str, bytes]]:
    """Every file under a folder with its bytes."""
    return lambda root: {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


_PREAMBLE = """
import importlib.util, sys
from pathlib import Path
from jixiao.store import KnowledgeBase

spec = importlib.util.spec_from_file_location("samples", sys.argv[1])
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)
make_report = samples.make_report
root = Path(sys.argv[2])
"""


@pytest.fixture
def start(tmp_path: Path) -> Callable[[str], subprocess.Popen[str]]:
    """Start a process that runs this code, which knows `KnowledgeBase`, `make_report`, `root`."""

    def started(code: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _PREAMBLE + code, __file__, str(tmp_path)]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    return started
