"""The report page in a real browser: filtered, a failing question found, read on a phone."""

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot import texts
from evaluation.evaluate import evaluate
from evaluation.gates import Broken
from evaluation.judge import Opinion
from evaluation.records import Run
from evaluation.report.html import html
from evaluation.summary import summarize
from tests.evaluation_rows import case, row
from tests.fake_system import FakeSystem

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
CHROMEDRIVER = shutil.which("chromedriver") or ""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.skipif(
        not (CHROMIUM and CHROMEDRIVER),
        reason="needs Chromium and its driver: apt-get install chromium chromium-driver",
    ),
]

CASES = [
    case("taman-1", question="Kapan taman kota dibuka?", type="fact", facts=[["3 Mei 2023"]]),
    case("pasar-1", question="Kapan pasar lama terbakar?", type="fact", facts=[["10 Juli"]]),
    case("mars-1", question="Siapa presiden Mars?", type="off_corpus", answerable=False),
    case("mars-2", question="Who opened it?", type="off_corpus", lang="en", answerable=False),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of a small run."""
    folder = tmp_path_factory.mktemp("page")
    run = evaluate(FakeSystem(failing=[CASES[3].question]), CASES, Path("soal.jsonl"), {}, folder)
    file = folder / "report.html"
    told = texts.load("id").evaluation
    broken, opinion = [Broken("hit@5", 0.97, 0.9)], Opinion("m", {"taman-1": (True,)}, 1, 1, 1)
    file.write_text(html(run, summarize(run.rows), told, broken, opinion), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def browser() -> "Iterator[WebDriver]":
    """Chromium without a window."""
    selenium = pytest.importorskip("selenium", reason="needs selenium: pip install selenium")
    assert selenium
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        driver = Chrome(options=options, service=Service(CHROMEDRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: "WebDriver", page: str) -> "WebDriver":
    """The page, freshly opened on a desk."""
    size = {"width": 1200, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get("about:blank")
    browser.get(page)
    return browser


def script(browser: "WebDriver", source: str) -> Any:
    """What the JavaScript returns."""
    return browser.execute_script(source)


def shown(browser: "WebDriver") -> list[str]:
    """The ids of the questions in sight."""
    ids: list[str] = script(
        browser,
        "return [...document.querySelectorAll('.question')].filter(q => q.offsetParent)"
        ".map(q => q.querySelector('.id').textContent)",
    )
    return ids


def css(browser: "WebDriver", selector: str) -> Any:
    """The first element that the selector finds."""
    return browser.find_element("css selector", selector)


def choose(browser: "WebDriver", name: str, value: str) -> None:
    """Choose an option as a person would."""
    from selenium.webdriver.support.select import Select

    Select(css(browser, f"#{name}")).select_by_value(value)


def test_it_opens_without_a_word_of_complaint(opened: "WebDriver") -> None:
    assert opened.title == "Laporan evaluasi · soal.jsonl"
    assert css(opened, "h1").text == "2 dari 4 soal benar"
    assert shown(opened) == ["taman-1", "pasar-1", "mars-1", "mars-2"]
    assert opened.get_log("browser") == []  # type: ignore[no-untyped-call]


def test_a_failing_question_is_found_and_read(opened: "WebDriver") -> None:
    choose(opened, "verdict", "bad")
    assert shown(opened) == ["pasar-1", "mars-2"]
    css(opened, "#search").send_keys("PASAR lama")
    assert shown(opened) == ["pasar-1"]
    assert css(opened, "#shown").text == "1 dari 4 soal"
    question = css(opened, ".question:not([hidden])")
    question.find_element("css selector", "summary").click()
    assert question.find_element("css selector", "blockquote mark").text == (
        "Pasar lama terbakar pada 9 Juli 2022."
    )
    assert question.find_element("css selector", ".facts .absent").text == "10 Juli tidak ada"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("10 Juli", ["pasar-1"]),  # a fact that was not told
        ("Dua puluh kios", ["taman-1", "pasar-1", "mars-1"]),  # a passage that was found
        ("jawaban kutipan", []),  # the page's own labels
    ],
)
def test_the_search_reads_facts_and_passages_but_no_labels(
    opened: "WebDriver", words: str, found: list[str]
) -> None:
    css(opened, "#search").send_keys(words)
    assert shown(opened) == found


def test_chips_types_and_languages_filter_and_can_be_cleared(opened: "WebDriver") -> None:
    css(opened, ".chip.refused").click()
    assert shown(opened) == ["mars-1"]
    assert css(opened, ".chip.refused").get_attribute("aria-pressed") == "true"
    css(opened, "#reset").click()
    assert len(shown(opened)) == 4
    css(opened, "button.link[data-type=off_corpus]").click()
    assert shown(opened) == ["mars-1", "mars-2"]
    choose(opened, "lang", "en")
    assert shown(opened) == ["mars-2"]
    css(opened, "#search").send_keys("tak ada")
    assert shown(opened) == [] and css(opened, "#none").is_displayed()


def test_all_can_be_opened_and_a_link_leads_to_its_quote(opened: "WebDriver", page: str) -> None:
    css(opened, "#toggle").click()
    count = "return document.querySelectorAll('.question[open]').length"
    assert script(opened, count) == 4
    css(opened, "#toggle").click()
    assert script(opened, count) == 0
    opened.get(page + "#s2c1")
    assert script(opened, "return document.querySelector('#s2').open") is True


def test_a_script_that_an_article_brings_does_not_run(browser: "WebDriver", tmp_path: Path) -> None:
    attack = "<script>document.title='bad'</script><img src=x onerror=\"document.title='bad'\">"
    asked = case("x", question=attack, type=attack, facts=[[attack]])
    bad = Run(
        "set", "h", "i", {attack: attack}, {}, "2024-06-19T07:00", 1.0, (row(asked, answer=attack),)
    )
    # Even where a tag got through, the policy of the page lets it do nothing.
    page = html(bad, summarize(bad.rows), texts.load("id").evaluation)
    for name, content in {
        "escaped": page,
        "broken": page.replace("</h1>", f"</h1>{attack}"),
    }.items():
        file = tmp_path / f"{name}.html"
        file.write_text(content, encoding="utf-8")
        browser.get(file.as_uri())
        assert browser.title == "Laporan evaluasi · set"
        assert len(shown(browser)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_it_is_readable_on_a_phone_and_at_night(
    opened: "WebDriver", tmp_path: Path, scheme: str, width: int
) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    css(opened, "#toggle").click()
    assert script(opened, "return document.documentElement.scrollWidth") <= width
    for selector in (
        "h1",
        ".meta",
        ".metric p",
        ".chip.wrong",
        ".source",
        "mark",
        ".badge",
        ".gates li",
        ".judged",
    ):
        assert contrast(opened, selector) >= 4.5, selector
    assert opened.save_screenshot(str(tmp_path / "page.png"))


CONTRAST = """
const element = document.querySelector(arguments[0]);
const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
const behind = (node) => {
  for (; node; node = node.parentElement) {
    const colour = rgb(getComputedStyle(node).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
  return [255, 255, 255];
};
const light = ([r, g, b]) => {
  const part = (value) => {
    value /= 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
"""


def contrast(browser: "WebDriver", selector: str) -> float:
    """The contrast of an element's text, by WCAG 2.2; 4.5 is what AA asks for."""
    found: float = browser.execute_script(CONTRAST, selector)
    return found
