"""What an annotator marks with the mouse comes back on the right characters."""

import pytest

from jixiao.annotate.doccano.examples import list_examples
from jixiao.annotate.doccano.pull import pull
from jixiao.annotate.doccano.push import push
from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.annotations.records import Annotation, Origin, SourceText, Status

from . import browser
from .conftest import AT, LI

pytestmark = pytest.mark.doccano

LINES = "📊 2023年度工作总结\r\n😀👨‍👩‍👧，𠮷安市科技局获评先进单位，支出3.2万元。"


@pytest.fixture(scope="module")
def driver():
    driver = browser.start()
    yield driver
    driver.quit()


@pytest.fixture
def page(driver, server):
    """The pages of the server, with li logged in."""
    page = browser.Page(driver, server.url)
    page.login("li", LI)
    return page


@pytest.fixture
def desk(connection, project, tmp_path):
    """A text in the project, and what pull says of it."""
    text = SourceText("emoji", LINES)
    snapshot = Snapshot(tmp_path, project.layer)
    bare = Annotation("emoji", text.sha256, "model:m", AT)
    push(connection, project, {"emoji": bare}, [text], snapshot)
    return lambda: pull(connection, project, [text], snapshot.read([text]), {})


@pytest.mark.parametrize(
    ("words", "label"),
    [("𠮷安市科技局", "ORG"), ("先进单位", "AWARD"), ("3.2万元", "MONEY"), ("2023年度", "DATE")],
)
def test_a_span_made_with_the_mouse_behind_an_emoji(words, label, page, project, desk):
    page.open_text(project.id)
    page.select(words)
    page.choose(label)
    done = desk()
    (span,) = done.annotations["emoji"].spans
    assert done.issues == []
    assert (span.surface, span.label, span.by) == (words, label, "person:li")
    assert LINES[span.start : span.end] == words
    assert span.origin is Origin.ADDED


def test_the_tick_of_the_page_confirms(page, connection, project, desk):
    page.open_text(project.id)
    page.find(".toolbar-control button").click()
    page.wait(lambda: list_examples(connection, project)[0].confirmed)
    (annotation,) = desk().annotations.values()
    assert (annotation.status, annotation.by) == (Status.CONFIRMED, "person:li")
