"""The page in a real browser: a review by keyboard, a server that dies, corrections, selections, a hostile document.

They need Chromium and its driver (Debian: chromium, chromium-driver) and the Python package selenium.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bench import FOUND, TEXT, Found, Server, extraction

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytest.importorskip("starlette", reason="the page needs the extra `review`")
selenium = pytest.importorskip("selenium", reason="the tests in a browser need selenium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium and chromedriver on this machine"),
]

from selenium import webdriver  # noqa: E402
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

DATE = {"type": "DATE", "value": "2024-03-30"}
MANY = 200
MANY_TEXT = "".join(f"令和6年3月30日に第{n}回の会合を開いた。\n" for n in range(MANY))
HOSTILE = (
    "<script>document.title='owned'</script>\r\n"
    "<img src=x onerror=\"document.title='owned'\"> 'quoted' \"doubly\" &amp; {{ 7 * 7 }} </div></span></textarea>\r\n"
    "令和6年3月30日、</li><li>髙橋諒は𠮷野家を訪ねた。\r\n"
)


class Page:
    """The page as a person meets it: keys, text, what is current."""

    def __init__(self, driver: Any, server: Server) -> None:
        self.driver, self.server = driver, server
        driver.get(server.address)
        self.wait(lambda: self.css("#queue li[aria-current]") and self.css("#text") and self.css("#card article"))

    def css(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def script(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def wait(self, condition: Callable[[], Any], seconds: float = 20) -> Any:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if found := condition():
                    return found
            except selenium.common.exceptions.StaleElementReferenceException:
                pass
            time.sleep(0.05)
        raise AssertionError(
            f"waited {seconds} s in vain; the page says: {self.script('return document.body.innerText')[:400]}"
        )

    def saved(self, n: int) -> list[dict[str, Any]]:
        self.wait(
            lambda: (
                len(self.server.lines()) >= n
                and self.script("return !localStorage.outbox || localStorage.outbox == '[]'")
            )
        )
        lines = [json.loads(line) for line in self.server.lines()]
        assert len(lines) == n
        return lines

    def select(self, surface: str) -> None:
        """Select text in the document as dragging the mouse over it does."""
        code = """
        const spans = [...document.querySelectorAll('#text [data-s]')];
        const whole = spans.map(s => s.textContent).join(''), from = whole.indexOf(arguments[0]);
        const at = (offset) => { let n = 0; for (const s of spans) { if (offset <= n + s.textContent.length)
          return [s.firstChild, offset - n]; n += s.textContent.length; } };
        const range = document.createRange();
        range.setStart(...at(from)); range.setEnd(...at(from + arguments[0].length));
        getSelection().removeAllRanges(); getSelection().addRange(range);"""
        self.script(code, surface)
        self.wait(lambda: self.css("#selection:not([hidden])"))

    def go_to(self, surface: str) -> None:
        for _ in range(20):
            if self.css("#queue li[aria-current] mark")[0].text == surface:
                self.wait(lambda: self.css("#card mark") and self.css("#card mark")[0].text == surface)
                return
            self.keys("j")
        raise AssertionError(f"{surface} is not in the queue")


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=ja"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield started
    started.quit()


@pytest.fixture
def page(driver: Any, tmp_path: Path, served: Callable[..., Server]) -> Page:
    return Page(driver, served(extraction(tmp_path / "out", {"a": (TEXT, FOUND)})))


def test_two_hundred_records_by_keyboard_with_a_crash_in_the_middle(
    driver: Any, tmp_path: Path, served: Callable[..., Server]
) -> None:
    found: Found = [("dates", "令和6年3月30日", DATE)] * MANY
    out = extraction(tmp_path / "out", {"会合": (MANY_TEXT, found)})
    page = Page(driver, served(out))
    for n in range(MANY // 2):
        page.keys("r" if n % 10 == 9 else "a")
    page.saved(MANY // 2)
    page.server.kill()
    page.keys("a", "a", "r")  # nobody is there to hear it
    page.wait(lambda: page.css("#message.bad"))
    assert "3 " in page.css("#message")[0].text and len(page.server.lines()) == MANY // 2
    page = Page(driver, served(out, "--port", str(page.server.port)))  # the same browser, the new address
    page.saved(MANY // 2 + 3)
    for _ in range(MANY // 2 - 3):
        page.keys("a")
    lines = page.saved(MANY)
    assert len({line["record_id"] for line in lines}) == MANY  # each once
    assert [line["decision"] for line in lines].count("reject") == 11
    assert all(line["by"] == "山本" and line["at"].endswith("Z") for line in lines)
    page.wait(lambda: page.css("#progress b")[0].text == "0")


def test_a_value_is_corrected(page: Page) -> None:
    page.go_to("令和6年3月30日")
    page.keys("e")
    box = page.wait(lambda: page.css("#edit [name=value]"))[0]
    box.clear()
    box.send_keys("2024-02-31", Keys.CONTROL, Keys.ENTER)
    page.wait(lambda: "no calendar has" in page.css("#edit .error")[0].text)
    page.driver.refresh()  # what was typed is still there when the page is lost
    page.wait(lambda: page.css("#card article"))
    page.go_to("令和6年3月30日")
    page.keys("e")
    box = page.wait(lambda: page.css("#edit [name=value]"))[0]
    assert box.get_attribute("value") == "2024-02-31"
    box.clear()
    box.send_keys("2024-03-31", Keys.CONTROL, Keys.ENTER)
    (line,) = page.saved(1)
    assert (line["decision"], line["fields"], line["was"]) == (
        "correct",
        {"value": "2024-03-31"},
        {"value": "2024-03-30"},
    )
    page.wait(lambda: page.css('#queue li[data-status="corrected"]'))


def test_a_span_is_corrected_by_selecting(page: Page) -> None:
    page.go_to("令和6年3月30日")
    page.select("令和6年3月")
    page.keys("s")
    page.wait(lambda: page.css("#surface") and page.css("#surface")[0].text == "令和6年3月")
    box = page.css("#edit [name=value]")[0]
    box.clear()
    box.send_keys("2024-03", Keys.CONTROL, Keys.ENTER)
    (line,) = page.saved(1)
    assert line["span"]["exact"] == "令和6年3月" and line["was"]["end"] - line["was"]["start"] == 9
    page.wait(
        lambda: (
            (page.css("#text .dates.now") and page.css("#text .dates.now")[0].text == "令和6年3月") or page.keys("k")
        )
    )


def test_selected_text_is_added_and_taken_back(page: Page) -> None:
    page.select("夏至の頃")
    page.keys("1")
    box = page.wait(lambda: page.css("#edit [name=value]"))[0]
    box.send_keys("2025-06-21", Keys.CONTROL, Keys.ENTER)
    (line,) = page.saved(1)
    start = TEXT.index("夏至の頃")
    assert (line["decision"], line["span"]["start"], line["sentence"]) == ("add", start, "次回は横浜で夏至の頃に開く。")
    page.wait(lambda: [e.text for e in page.css("#text .dates") if e.text == "夏至の頃"])
    page.wait(lambda: page.css("#queue li[aria-current] mark")[0].text == "夏至の頃")
    page.keys("u")
    assert page.saved(2)[1]["withdraws"] == line["id"]
    page.wait(lambda: not [e for e in page.css("#text .dates") if e.text == "夏至の頃"])


def test_rejected_and_undone(page: Page) -> None:
    page.go_to("同年5月")
    page.keys("r")
    page.wait(lambda: page.css('#queue li[data-status="rejected"] .status.rejected'))
    page.wait(lambda: "同年5月" not in [e.text for e in page.css("#text .dates:not(.gone)")])
    page.keys("u")
    page.saved(2)
    page.wait(lambda: not page.css('#queue li[data-status="rejected"]'))
    page.wait(lambda: page.css("#queue li[aria-current] mark")[0].text == "同年5月")


def test_nothing_is_missing(page: Page) -> None:
    page.keys("m")
    page.wait(lambda: page.css("[data-complete=people]"))[0].click()
    (line,) = page.saved(1)
    assert (line["decision"], line["table"]) == ("complete", "people")
    page.wait(lambda: page.css("#completeness .status.accepted"))


def test_a_hostile_document_is_harmless(driver: Any, tmp_path: Path, served: Callable[..., Server]) -> None:
    name = "<img src=x onerror=alert(1)>'\""
    driver.get_log("browser")
    page = Page(driver, served(extraction(tmp_path / "out", {name: (HOSTILE, [("dates", "令和6年3月30日", DATE)])})))
    assert page.script("return document.title") != "owned"
    assert page.script("return document.querySelectorAll('#document img, #document script, #side img').length") == 0
    assert page.script("return document.querySelector('#text').textContent") == HOSTILE  # every character, CR LF too
    page.select("𠮷野家")  # one code point that is two units in the browser, after line ends that browsers change
    page.keys("2")
    page.wait(lambda: page.css("#surface"))
    assert page.css("#surface")[0].text == "𠮷野家"
    page.keys(Keys.CONTROL + Keys.ENTER)
    (line,) = page.saved(1)
    assert HOSTILE[line["span"]["start"] : line["span"]["end"]] == "𠮷野家"
    complaints = [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_is_wider_than_the_page(page: Page, width: int, language: str) -> None:
    size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 800}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        page.driver.get(f"http://127.0.0.1:{page.server.port}/?lang={language}&type=dates")
        page.wait(lambda: page.css("#card article") and page.css("#text"))
        assert page.script("return document.documentElement.lang") == language
        page.select("日豪漁業協定")
        for open_it in ("e", "m"):
            page.keys(open_it)
            page.wait(lambda: page.css("#edit, #completeness"))
            assert page.script("return document.documentElement.scrollWidth") <= width
            cut = """return [...document.querySelectorAll('button, label, li, dd, h2')].filter(e => e.offsetParent &&
              e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent)"""
            assert page.script(cut) == []
            page.keys(Keys.ESCAPE)
            page.wait(lambda: page.css("#card article[class]"))
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
