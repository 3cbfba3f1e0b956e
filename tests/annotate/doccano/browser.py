"""An annotator's hands and eyes: doccano's pages in Chromium."""

import shutil
import time

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 30
# Where character `at` of the line that holds `line` stands on the screen: left, right, middle.
_PLACE = """
const line = [...document.querySelectorAll('#container svg text')]
    .find(node => node.id && node.textContent.includes(arguments[0]));
const at = line.textContent.indexOf(arguments[0]) + arguments[1];
const box = line.getExtentOfChar(at), to = line.getScreenCTM();
return [to.e + box.x, to.e + box.x + box.width, to.f + box.y + box.height / 2];
"""


def start(width=1280, height=800):
    """A Chromium without a window; fails if there is none."""
    options = webdriver.ChromeOptions()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--lang=zh-CN",
        f"--window-size={width},{height}",
    ):
        options.add_argument(argument)
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert browser, "no chromium: apt-get install chromium chromium-driver fonts-noto-cjk"
    assert driver, "no chromedriver: apt-get install chromium-driver"
    options.binary_location = browser
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))


class Page:
    """The pages of a doccano, in Chinese."""

    def __init__(self, driver, url):
        self.driver, self.url = driver, url

    def open(self, path):
        """Open a page of the Chinese site."""
        self.driver.get(f"{self.url}/zh/{path}")

    def find(self, selector, text=""):
        """The first visible element of a selector that holds a text, once it is there."""

        def look(driver):
            found = driver.find_elements(By.CSS_SELECTOR, selector)
            return next((e for e in found if text in e.text and e.is_displayed()), None)

        return WebDriverWait(self.driver, PATIENCE).until(look, f"no {selector} with {text!r}")

    def wait(self, held):
        """Wait until something holds."""
        return WebDriverWait(self.driver, PATIENCE).until(lambda _: held())

    def login(self, user, password):
        """Fill in the form and go in."""
        self.open("auth")
        self.find("input[name=username]").send_keys(user)
        self.find("input[name=password]").send_keys(password)
        self.find("input[name=password]").send_keys(Keys.ENTER)
        WebDriverWait(self.driver, PATIENCE).until(lambda d: "/projects" in d.current_url)

    def open_text(self, project, query="page=1"):
        """Open the annotation page, its text drawn."""
        self.open(f"projects/{project}/sequence-labeling?{query}")
        self.find("#container svg text")
        time.sleep(0.5)

    def place(self, words, at=0):
        """Screen coordinates of UTF-16 unit `at` of some words: left, right, middle height."""
        return self.driver.execute_script(_PLACE, words, at)

    def select(self, words):
        """Mark words with the mouse, from the first character to the last."""
        left, _, height = self.place(words)
        _, right, _ = self.place(words, len(words.encode("utf-16-le")) // 2 - 1)
        drag = ActionChains(self.driver, duration=80)
        drag.w3c_actions.pointer_action.move_to_location(int(left) + 2, int(height))
        drag.w3c_actions.pointer_action.pointer_down()
        drag.w3c_actions.pointer_action.move_to_location(int((left + right) / 2), int(height))
        drag.w3c_actions.pointer_action.move_to_location(int(right) - 1, int(height))
        drag.w3c_actions.pointer_action.pointer_up()
        drag.perform()

    def choose(self, label):
        """Choose a label in the menu that is open."""
        self.find(".v-menu__content .v-list-item", label).click()
        time.sleep(0.5)
