"""Fetching, against a server on this machine: whole files only, gone on with after a break, politely."""

from __future__ import annotations

import hashlib
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from hakusho.fetch import Fetcher, FetchError, Polite, WebSource

BODY = ("令和の白書。" * 20_000).encode()
PARTS = ".bluebook.txt.part", ".bluebook.txt.part.validator"


class _Site(ThreadingHTTPServer):
    """A server with one document; its attributes say how it behaves, `seen` is what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.body, self.etag, self.ranges = BODY, '"v1"', True
        self.robots: tuple[int, bytes] = (404, b"")
        self.breaks: list[int] = []  # after how many bytes each of the next answers breaks off
        self.answers: list[int] = []  # status of the next answers, instead of the document
        self.seen: list[tuple[str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/bluebook.txt"


class _Handler(BaseHTTPRequestHandler):
    server: _Site

    def do_GET(self) -> None:
        site = self.server
        site.seen.append((self.path, dict(self.headers.items())))
        if self.path == "/robots.txt":
            self._send(site.robots[0], site.robots[1], {})
        elif site.answers:
            self._send(site.answers.pop(0), b"", {"Retry-After": "7"})
        else:
            self._document()

    def _document(self) -> None:
        site = self.server
        wanted = self.headers.get("Range", "")
        headers = {"ETag": site.etag}
        if wanted and site.ranges and self.headers.get("If-Range") == site.etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            headers["Content-Range"] = f"bytes {start}-{len(site.body) - 1}/{len(site.body)}"
            self._send(206, site.body[start:], headers)
        else:
            self._send(200, site.body, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if body and self.path != "/robots.txt" and self.server.breaks:
            body = body[: self.server.breaks.pop(0)]
            self.close_connection = True
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[_Site]:
    server = _Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def _source(site: _Site, **more: Any) -> WebSource:
    known = {"publisher": "外務省", "title": "外交青書", "edition": '"令和"版', "reference_date": "2024"}
    return WebSource.model_validate({"id": "bluebook", "url": site.url, **known, **more})


def _fetch(
    site: _Site, raw: Path, slept: list[float] | None = None, attempts: int = 3, delay: float = 0.0, **more: Any
) -> Any:
    polite = Polite(delay=delay, timeout=5, attempts=attempts, user_agent="hakusho-test")
    waits: list[float] = [] if slept is None else slept
    with Fetcher(raw, polite, sleep=waits.append) as fetcher:
        return fetcher.fetch(_source(site, **more))


def test_a_document_comes_whole_with_what_is_known_of_it(site: _Site, tmp_path: Path) -> None:
    got = _fetch(site, tmp_path / "raw")
    assert got.path.read_bytes() == BODY
    assert got.new and got.size == len(BODY)
    meta = tomllib.loads((tmp_path / "raw/meta.toml").read_text("utf-8"))
    assert meta == {
        "bluebook": {
            "title": "外交青書",
            "publisher": "外務省",
            "edition": '"令和"版',
            "reference_date": "2024",
            "source_url": site.url,
        }
    }
    sums = (tmp_path / "raw/.sha256sums").read_text("utf-8")
    assert sums == f"{hashlib.sha256(BODY).hexdigest()}  bluebook.txt\n"
    assert sorted(p.name for p in (tmp_path / "raw").iterdir()) == [".sha256sums", "bluebook.txt", "meta.toml"]
    assert site.seen[-1][1]["User-Agent"] == "hakusho-test"


def test_what_broke_off_is_gone_on_with(site: _Site, tmp_path: Path) -> None:
    site.breaks = [98_304, 49_152]
    slept: list[float] = []
    assert _fetch(site, tmp_path, slept).path.read_bytes() == BODY
    ranges = [headers.get("Range") for path, headers in site.seen if path != "/robots.txt"]
    assert ranges == [None, "bytes=98304-", "bytes=147456-"]
    assert len(slept) == 2


def test_the_next_run_goes_on_where_the_last_gave_up(site: _Site, tmp_path: Path) -> None:
    site.breaks = [98_304]
    with pytest.raises(FetchError, match="1 attempts"):
        _fetch(site, tmp_path, attempts=1)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(PARTS)  # nothing that a run would take for a document
    assert _fetch(site, tmp_path).path.read_bytes() == BODY
    assert site.seen[-1][1]["Range"] == "bytes=98304-"


def test_a_document_that_changed_meanwhile_is_begun_anew(site: _Site, tmp_path: Path) -> None:
    site.breaks = [98_304]
    with pytest.raises(FetchError):
        _fetch(site, tmp_path, attempts=1)
    site.body, site.etag = "改訂版。".encode() * 1000, '"v2"'
    assert _fetch(site, tmp_path).path.read_bytes() == site.body


def test_a_server_without_ranges_sends_all_again(site: _Site, tmp_path: Path) -> None:
    site.breaks, site.ranges = [98_304], False
    assert _fetch(site, tmp_path).path.read_bytes() == BODY


def test_a_part_longer_than_the_document_is_thrown_away(site: _Site, tmp_path: Path) -> None:
    (tmp_path / PARTS[0]).write_bytes(BODY + b"x")
    (tmp_path / PARTS[1]).write_text(site.etag)
    site.answers = [416]
    assert _fetch(site, tmp_path).path.read_bytes() == BODY


def test_a_busy_server_is_given_the_time_it_asks_for(site: _Site, tmp_path: Path) -> None:
    site.answers = [503, 429]
    slept: list[float] = []
    assert _fetch(site, tmp_path, slept).new
    assert slept == [7.0, 7.0]


def test_a_missing_page_is_not_asked_for_twice(site: _Site, tmp_path: Path) -> None:
    site.answers = [404]
    with pytest.raises(FetchError, match="404"):
        _fetch(site, tmp_path)
    assert [path for path, _ in site.seen] == ["/robots.txt", "/bluebook.txt"]
    assert not list(tmp_path.glob("*.txt"))


def test_what_is_there_is_left_alone(site: _Site, tmp_path: Path) -> None:
    _fetch(site, tmp_path)
    asked = len(site.seen)
    assert not _fetch(site, tmp_path).new
    assert len(site.seen) == asked


@pytest.mark.parametrize("there", [False, True])
def test_other_bytes_than_were_promised_are_refused(site: _Site, tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "bluebook.txt").write_bytes(b"other")
    with pytest.raises(FetchError, match="checksum"):
        _fetch(site, tmp_path, sha256="0" * 64)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == ([b"other"] if there else [])


def test_robots_are_obeyed(site: _Site, tmp_path: Path) -> None:
    site.robots = (200, b"User-agent: *\nDisallow: /blue")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        _fetch(site, tmp_path)
    site.robots = (500, b"")
    with pytest.raises(FetchError, match="out of reach"):
        _fetch(site, tmp_path)
    assert {path for path, _ in site.seen} == {"/robots.txt"}


def test_one_host_is_asked_slowly(site: _Site, tmp_path: Path) -> None:
    slept: list[float] = []
    _fetch(site, tmp_path, slept, delay=3.0)
    assert len(slept) == 1 and 2.0 < slept[0] <= 3.0
    site.robots = (200, b"User-agent: *\nCrawl-delay: 20")
    (tmp_path / "bluebook.txt").unlink()
    slept.clear()
    _fetch(site, tmp_path, slept, delay=3.0)
    assert len(slept) == 1 and 19.0 < slept[0] <= 20.0


def test_entries_that_a_person_wrote_stay(site: _Site, tmp_path: Path) -> None:
    own = '# mine\n[bluebook]\ntitle = "mine"\n'
    (tmp_path / "meta.toml").write_text(own, "utf-8")
    _fetch(site, tmp_path)
    assert (tmp_path / "meta.toml").read_text("utf-8") == own


def test_a_document_over_the_limit_is_refused(site: _Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hakusho.config import settings

    limits = settings().limits.model_copy(update={"max_bytes": 1000})
    small = settings().model_copy(update={"limits": limits})
    monkeypatch.setattr("hakusho.fetch.download.settings", lambda: small)
    with pytest.raises(FetchError, match=r"limits\.max_bytes"):
        _fetch(site, tmp_path)
    assert not list(tmp_path.iterdir())
