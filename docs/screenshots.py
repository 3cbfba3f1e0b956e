"""Takes the screenshots of docs/annotators.zh.md anew: an annotator's first ten minutes.

    make screenshots

The pages are those of a real doccano. The passages are invented; what a model
is to have said of the first of them has two mistakes, which the annotator finds.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from selenium.webdriver.common.by import By

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotate.doccano.credentials import find_credentials
from jixiao.annotate.doccano.examples import set_scores
from jixiao.annotate.doccano.projects import ensure_account, ensure_project, get_project
from jixiao.annotate.doccano.push import push
from jixiao.annotate.doccano.server import running
from jixiao.annotate.doccano.server_home import make_home, settle_admin
from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.annotations.inline import parse_inline
from jixiao.resources import data_path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
ENVIRONMENT = ROOT / ".venv-doccano-server"
NAME, PASSWORD = "li", "tie-guan-yin-3"
PASSAGES = (
    "«2024年|DATE 1»，«我局|ORG 2»完成交通«投资|INDICATOR 3»«86.3亿元|MONEY 4»。\n"
    "«公务接待费|INDICATOR 5»支出«3.2万元|MONEY 6»，比«上年|DATE»减少«0.6万元|MONEY 7»。\n"
    "----\n2 SUBJECT 3\n3 VALUE 4\n4 PERIOD 1\n5 VALUE 6\n",
    "«局机关|ORG 1»获评«全市文明单位|AWARD 2»。\n----\n1 RECEIVES 2\n",
    "«乡村公路养护资金|PROJECT 1»安排«1200万元|MONEY 2»。\n----\n1 FUNDING 2\n",
)

sys.path.insert(0, str(ROOT / "tests" / "annotate" / "doccano"))
from browser import Page, start  # noqa: E402  it lies with the tests


class Camera:
    """Takes what the browser shows into small files."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder

    def take(self, name: str) -> None:
        """Keep the screen under a name, in few enough colours to be small."""
        time.sleep(1)
        path = self.folder / f"annotator-{name}.png"
        self.page.driver.save_screenshot(str(path))
        with Image.open(path) as image:
            image.convert("RGB").quantize(128).save(path, optimize=True)


def prepare(connection: Connection, folder: Path) -> int:
    """A project with the passages, the longest with the highest score; its id."""
    pairs = [
        parse_inline(marked, doc_id=f"passage_{i}", by="model:demo", at="2024-05-01T08:00:00Z")
        for i, marked in enumerate(PASSAGES)
    ]
    texts = [text for text, _ in pairs]
    ensure_account(connection, NAME, PASSWORD)
    guideline = data_path("annotations/guidelines.zh.md").read_text("utf-8")
    for _ in ensure_project(connection, "transport", NAME, [NAME], guideline):
        pass
    project = get_project(connection, "transport", NAME)
    annotations = {annotation.doc_id: annotation for _, annotation in pairs}
    push(connection, project, annotations, texts, Snapshot(folder, project.layer))
    set_scores(connection, project, {text.doc_id: len(text.text) / 100 for text in texts})
    return project.id


def tool(page: Page, number: int) -> None:
    """Press a button of the toolbar: 0 tick, 1 filter, 2 order, 3 guideline, 4 comments."""
    buttons = page.driver.find_elements(By.CSS_SELECTOR, ".toolbar-control .v-btn-toggle button")
    buttons[number].click()


def chip(page: Page, label: str, number: int = 0) -> None:
    """Click on the label below a span."""
    chips = page.driver.find_elements(By.CSS_SELECTOR, "#container svg g[style*=pointer]")
    named = [one for one in chips if one.text == label]
    named[number].find_element(By.CSS_SELECTOR, "text").click()


def arrive(page: Page, project: int, camera: Camera) -> None:
    """Log in, open the project, order the texts."""
    page.open("auth")
    page.find("input[name=username]").send_keys(NAME)
    camera.take("1-login")
    page.login(NAME, PASSWORD)
    page.find("table a", "transport")
    camera.take("2-projects")
    page.open_text(project)
    tool(page, 2)
    camera.take("3-order")
    page.find(".v-list-item", "Highest score first").click()
    time.sleep(1)
    tool(page, 3)
    camera.take("4-guideline")
    page.open_text(project, "page=1&ordering=-score")
    camera.take("5-read")


def correct(page: Page, camera: Camera) -> None:
    """Take a span away, make the right one."""
    chip(page, "INDICATOR")
    camera.take("6-wrong")
    page.find(".v-menu__content .v-chip__close").click()
    time.sleep(1)
    page.select("交通投资")
    camera.take("7-select")
    page.choose("INDICATOR")


def relate(page: Page, camera: Camera) -> None:
    """Draw the relations that are missing."""
    switch = ".v-input--selection-controls__input"
    page.driver.find_element(By.CSS_SELECTOR, switch).click()
    time.sleep(0.5)
    chip(page, "INDICATOR", 1)
    chip(page, "MONEY", 2)
    camera.take("8-relate")
    page.choose("CHANGE")
    for (head, tail), label in (
        ((("ORG", 0), ("INDICATOR", 0)), "SUBJECT"),
        ((("INDICATOR", 0), ("MONEY", 0)), "VALUE"),
    ):
        chip(page, *head)
        chip(page, *tail)
        page.choose(label)
    page.driver.find_element(By.CSS_SELECTOR, switch).click()
    camera.take("9-done")


def finish(page: Page, camera: Camera) -> None:
    """Leave a comment, confirm."""
    tool(page, 4)
    page.find(".v-dialog textarea").send_keys("“交通投资”含不含养护支出？请裁定。")
    camera.take("10-comment")
    page.find(".v-dialog button", "发送").click()
    time.sleep(0.5)
    page.find(".v-dialog button", "关闭").click()
    time.sleep(0.5)
    tool(page, 0)
    camera.take("11-confirm")


def main() -> None:
    """Take them all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as scratch:
        home = make_home(Path(scratch) / "home")
        account, _ = settle_admin(home, None, None)
        with running(home, ENVIRONMENT, account) as server:
            project = prepare(Connection(find_credentials(home=home)), Path(scratch))
            driver = start(1280, 820)
            try:
                page = Page(driver, server.url)
                camera = Camera(page, folder)
                arrive(page, project, camera)
                correct(page, camera)
                relate(page, camera)
                finish(page, camera)
            finally:
                driver.quit()


if __name__ == "__main__":
    main()
