"""The HTML page in a real browser: filter, links, copying, colours, print, and what a blind reader meets."""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from made_checks import checked_of, found_on_every_row, hostile_check, plan_of

from plancheck.plan import Plan
from plancheck.report.model import Checked, PlanReport, Unread
from plancheck.report.wording import wording
from plancheck.report.writers.html import write

webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium (the dev extra)")
errors = pytest.importorskip("selenium.common.exceptions", reason="needs selenium (the dev extra)")
waiting = pytest.importorskip("selenium.webdriver.support.ui", reason="needs selenium (the dev extra)")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
ROOT = Path(__file__).parents[2]
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules/axe-core/axe.min.js"))
PHONE, DESK = 390, 1280
TAB, ENTER = "\ue004", "\ue007"  # as WebDriver writes keys

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver")
Browser = Any
Show = Callable[..., Browser]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    profile = tmp_path_factory.mktemp("profile")
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", f"user-data-dir={profile}"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
    try:
        yield browser
    finally:
        browser.quit()


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens a check as a page, at a width and in a theme; afterwards the console must be empty."""

    def opened(
        checked: Checked, *, lang: str = "ru", width: int = DESK, theme: str = "light", script: bool = True
    ) -> Browser:
        file = tmp_path / "report.html"
        file.write_bytes(write(checked, wording(lang)))
        send = chromium.execute_cdp_cmd
        send("Emulation.setScriptExecutionDisabled", {"value": not script})
        send("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]})
        screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        send("Emulation.setDeviceMetricsOverride", screen)
        chromium.get_log("performance")
        chromium.get_log("browser")
        chromium.get(file.as_uri())
        return chromium

    yield opened
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.execute_script("try { localStorage.clear(); } catch {}")
    assert chromium.get_log("browser") == []


@pytest.fixture
def checked(plan: Plan, report: PlanReport) -> Checked:
    return checked_of([plan], [report])


@pytest.fixture
def several(plan: Plan, report: PlanReport) -> Checked:
    other = plan_of(12)
    again = other.model_copy(update={"source": other.source.model_copy(update={"path": "plans/again.docx"})})
    reports = [report, *map(found_on_every_row, (other, again))]
    return checked_of([plan, other, again], reports, [Unread(path="scan.pdf", error="Пусто.")])


def count(browser: Browser, css: str) -> int:
    """How many of these are seen."""
    seen = "return [...document.querySelectorAll(arguments[0])].filter(one => one.checkVisibility()).length"
    return int(browser.execute_script(seen, css))


def press(browser: Browser, css: str) -> None:
    browser.find_element("css selector", css).click()


def test_nothing_pressed_shows_all_with_a_count(show: Show, checked: Checked) -> None:
    browser = show(checked)
    assert count(browser, ".group") == 5
    assert count(browser, "table.requirements tbody tr") == 7
    shown = browser.find_element("id", "shown")
    assert shown.text == "Показано находок: 6 из 6, требований: 7 из 7."
    assert shown.get_attribute("role") == "status"


def test_a_severity_is_filtered_for_and_all_is_shown_again(show: Show, checked: Checked) -> None:
    browser = show(checked)
    press(browser, "[data-severity=warning][aria-pressed]")
    assert browser.find_element("css selector", "button[data-severity=warning]").get_attribute("aria-pressed") == "true"
    assert count(browser, ".group") == count(browser, ".group[data-severity=warning]") == 2
    assert browser.find_element("id", "shown").text == "Показано находок: 3 из 6, требований: 3 из 7."
    press(browser, "#all")
    assert count(browser, ".group") == 5
    assert not browser.find_elements("css selector", "[data-severity][aria-pressed=true]")


def test_severity_and_outcome_filter_together(show: Show, checked: Checked) -> None:
    browser = show(checked)
    press(browser, "button[data-severity=error]")
    press(browser, "button[data-outcome=failed]")
    press(browser, "button[data-outcome=cant_tell]")
    assert count(browser, ".group") == 3
    press(browser, "button[data-outcome=failed]")
    assert count(browser, ".group") == 1
    press(browser, "button[data-severity=error]")
    press(browser, "button[data-outcome=cant_tell]")
    assert count(browser, ".group") == 5


def test_a_filter_that_nothing_fits_says_so(show: Show, checked: Checked) -> None:
    browser = show(checked)
    press(browser, "button[data-outcome=passed]")
    assert count(browser, ".group") == 0
    assert browser.find_element("css selector", ".none").text == "Под этот выбор ничего не подходит."
    assert count(browser, "table.requirements tbody tr") == 1


def test_the_filter_is_worked_by_keyboard(show: Show, checked: Checked) -> None:
    browser = show(checked)
    button = browser.find_element("css selector", "button[data-severity=error]")
    browser.execute_script("arguments[0].focus()", button)
    button.send_keys(" ")
    assert count(browser, ".group") == 3
    button.send_keys(ENTER)
    assert count(browser, ".group") == 5


def test_the_first_tab_stop_leads_past_the_head(show: Show, checked: Checked) -> None:
    browser = show(checked)
    browser.find_element("tag name", "body").send_keys(TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "К содержанию"
    assert skip.rect["x"] >= 0
    skip.send_keys(ENTER)
    assert browser.execute_script("return document.activeElement.id") == "main"


def test_one_filter_serves_all_plans(show: Show, several: Checked) -> None:
    browser = show(several)
    press(browser, "button[data-severity=error]")
    assert count(browser, "#p1 .group") == 3
    assert count(browser, "#p2 .group") == 0
    assert count(browser, "#p2 .none") == 1


def test_a_finding_leads_to_its_row_and_the_row_back(show: Show, checked: Checked) -> None:
    browser = show(checked)
    press(browser, ".group .where a")
    assert browser.execute_script("return document.querySelector(':target').id") == "p1-r2"
    press(browser, "#p1-r2 td.to a")
    assert browser.execute_script("return document.querySelector(':target').id") == "p1-f2"


def test_a_link_to_what_the_filter_hides_shows_it(show: Show, checked: Checked) -> None:
    browser = show(checked)
    press(browser, "button[data-outcome=passed]")
    press(browser, "#p1-r2 td.to a")
    browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert count(browser, "#p1-f2") == 1
    assert count(browser, ".group") == 5


def test_a_row_is_copied_as_a_table_row_and_as_text(show: Show, checked: Checked) -> None:
    browser = show(checked)
    origin = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", origin)
    press(browser, "button.copy")
    waiting.WebDriverWait(browser, 30).until(
        lambda page: page.find_element("css selector", ".done").text
    )  # it is written
    read = """
        const done = arguments[0];
        navigator.clipboard.read().then(async ([item]) => done([
            await (await item.getType("text/plain")).text(), await (await item.getType("text/html")).text(),
        ]), error => done([String(error), ""]));
    """
    text, table = browser.execute_async_script(read)
    assert text == "\tПригласить наблюдателей на ВПР\tмарт 2025\t\t"
    assert "<td>Пригласить наблюдателей на ВПР</td>" in table.replace(' style=""', "")
    assert browser.find_element("css selector", ".done").text == "Скопировано: вставьте в таблицу плана."


def test_a_browser_without_a_clipboard_copies_the_old_way(show: Show, checked: Checked) -> None:
    browser = show(checked)
    browser.execute_script("""
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => { window.taken = document.activeElement.value; return true; };
    """)
    press(browser, "button.copy")
    assert browser.execute_script("return window.taken") == "\tПригласить наблюдателей на ВПР\tмарт 2025\t\t"
    assert count(browser, "textarea") == 0


def test_the_theme_is_the_system_s_until_a_person_chooses(show: Show, checked: Checked) -> None:
    browser = show(checked, theme="dark")
    ground = "return getComputedStyle(document.body).backgroundColor"
    dark = browser.execute_script(ground)
    theme = browser.find_element("id", "theme")
    assert theme.get_attribute("aria-pressed") == "true"
    theme.click()
    light = browser.execute_script(ground)
    assert light != dark
    assert theme.get_attribute("aria-pressed") == "false"
    browser.refresh()
    assert browser.execute_script(ground) == light


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_stands_out_of_the_page(show: Show, several: Checked, width: int) -> None:
    browser = show(several, width=width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width  # a scroll bar is inside


def test_without_scripts_all_is_read(show: Show, checked: Checked) -> None:
    browser = show(checked, script=False)
    nodes = browser.execute_cdp_cmd("DOM.getDocument", {"depth": 0})["root"]["nodeId"]

    def shown(css: str) -> int:
        found = browser.execute_cdp_cmd("DOM.querySelectorAll", {"nodeId": nodes, "selector": css})["nodeIds"]
        return sum(1 for node in found if _has_box(browser, node))

    assert shown(".group") == 5
    assert shown("table.requirements tbody tr") == 7
    assert shown("button") == 0


def _has_box(browser: Browser, node: int) -> bool:
    try:
        browser.execute_cdp_cmd("DOM.getBoxModel", {"nodeId": node})
    except errors.WebDriverException:  # «Could not compute box model»: it is not shown
        return False
    return True


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_print_has_all_findings_and_no_buttons(show: Show, checked: Checked, theme: str) -> None:
    browser = show(checked, theme=theme)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    document = pypdfium2.PdfDocument(base64.b64decode(printed["data"]))
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    assert "На ВПР нет наблюдателей." in text
    assert "Соответствие требованиям" in text
    assert "Строки плана" in text
    for button in ("Напечатать", "Тёмная тема", "Скопировать строку", "Показать всё"):
        assert button not in text
    corner = document[0].render(scale=0.2).to_pil().getpixel((3, 3))
    assert corner == (255, 255, 255)
    document.close()


@pytest.mark.parametrize("case", ["one", "several", "hostile"])
def test_the_page_asks_the_network_for_nothing(show: Show, checked: Checked, several: Checked, case: str) -> None:
    browser = show({"one": checked, "several": several, "hostile": hostile_check()}[case])
    press(browser, "button.copy")
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert {url.split(":")[0] for url in asked} == {"file"}
    assert len(asked) == 1


def test_hostile_words_run_nothing(show: Show) -> None:
    browser = show(hostile_check())
    assert browser.execute_script("return document.scripts.length") == 1
    assert "<script>alert('план')</script>" in browser.find_element("id", "p1-r1").text


@pytest.mark.skipif(
    not AXE.is_file(), reason="needs axe-core: npm install --no-save axe-core, or AXE_CORE=…/axe.min.js"
)
@pytest.mark.parametrize("look", list(product([PHONE, DESK], ["light", "dark"])), ids=str)
@pytest.mark.parametrize("case", ["one", "several", "hostile", "english"])
def test_axe_finds_no_fault(show: Show, checked: Checked, several: Checked, case: str, look: tuple[int, str]) -> None:
    width, theme = look
    checks = {"one": checked, "several": several, "hostile": hostile_check(), "english": checked}
    browser = show(checks[case], lang="en" if case == "english" else "ru", width=width, theme=theme)
    browser.execute_script(AXE.read_text("utf-8"))
    run = "axe.run().then(found => arguments[0](found.violations.map(one => [one.id, one.impact, one.nodes[0].html])))"
    assert browser.execute_async_script(run) == []
