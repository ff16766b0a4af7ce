"""One document after the other, politely: robots.txt obeyed, a pause between requests, what broke off is gone on with.

A file appears in the raw folder only when it is whole: until then it is a hidden `.part` file beside its place, with
the server's validator (ETag or Last-Modified, RFC 9110, 8.8) for going on with it.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import requests

from hakusho.config import settings
from hakusho.errors import HakushoError
from hakusho.fetch.catalogue import Polite, WebSource
from hakusho.fetch.records import record
from hakusho.language import message

_CHUNK = 16_384
_PASSING = (408, 425, 429, 500, 502, 503, 504)  # answers that another attempt may better
_LONGEST_WAIT = 120.0  # seconds


class FetchError(HakushoError):
    """A document that could not be fetched; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is in the raw folder; `new` says that it was not there before."""

    source: WebSource
    path: Path
    sha256: str
    size: int
    new: bool


class _Broken(Exception):
    """An attempt that may be repeated, after so many seconds at least."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


class Fetcher:
    """Fetches into one raw folder; a context manager that holds the connections."""

    def __init__(self, into: Path, polite: Polite, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._into, self._polite, self._sleep = into, polite, sleep
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": polite.user_agent, "Accept-Encoding": "identity"})
        self._robots: dict[str, RobotFileParser] = {}
        self._last: dict[str, float] = {}  # by host: when it was asked last

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._session.close()

    def fetch(self, source: WebSource) -> Fetched:
        """The document in the raw folder, with its entry in meta.toml. Raises FetchError."""
        target = self._into / source.file_name
        if target.exists():
            data = target.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            self._verify(source, digest, message("{path} is there, but", path=target))
            return Fetched(source, target, digest, len(data), new=False)
        if not self._allowed(source.url):
            raise FetchError(
                message(
                    "{source}: robots.txt of {netloc} asks programs to stay away",
                    source=source.id,
                    netloc=urlsplit(source.url).netloc,
                )
            )
        try:
            self._into.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f".{target.name}.part")
            self._download(source, part)
            digest = hashlib.sha256(part.read_bytes()).hexdigest()
            try:
                self._verify(source, digest, message("what came"))
            except FetchError:
                _drop(part)
                raise
            size = part.stat().st_size
            part.replace(target)
            _drop(part)
            record(self._into, source, digest)
        except OSError as error:
            raise FetchError(message("{source}: cannot be written: {error}", source=source.id, error=error)) from None
        return Fetched(source, target, digest, size, new=True)

    def _verify(self, source: WebSource, digest: str, what: str) -> None:
        if source.sha256 and source.sha256 != digest:
            raise FetchError(
                message(
                    "{source}: {what} has the checksum {digest}…, not {sha256}…",
                    source=source.id,
                    what=what,
                    digest=digest[:12],
                    sha256=source.sha256[:12],
                )
            )

    def _download(self, source: WebSource, part: Path) -> None:
        """Fill the part file, in as many attempts as are allowed."""
        for attempt in range(1, self._polite.attempts + 1):
            try:
                self._attempt(source, part)
                return
            except _Broken as error:
                if attempt == self._polite.attempts:
                    raise FetchError(
                        message(
                            "{source}: {error} ({attempts} attempts; the next run goes on from here)",
                            source=source.id,
                            error=error,
                            attempts=attempt,
                        )
                    ) from None
                self._sleep(max(error.wait, min(2.0 ** (attempt - 1), _LONGEST_WAIT)))

    def _attempt(self, source: WebSource, part: Path) -> None:
        """One request: from where the part file ends, if the document is still the same."""
        have, validator = _begun(part)
        headers = {"Range": f"bytes={have}-", "If-Range": validator} if have else {}
        try:
            with self._get(source.url, headers) as answer:
                if answer.status_code == 416 and have:
                    _drop(part)
                    raise _Broken(message("the part that was there did not fit"))
                if answer.status_code in _PASSING:
                    raise _Broken(
                        message("the server answered {status_code}", status_code=answer.status_code),
                        _retry_after(answer),
                    )
                if answer.status_code not in (200, 206):
                    raise FetchError(
                        message(
                            "{source}: the server answered {status_code} to {url}",
                            source=source.id,
                            status_code=answer.status_code,
                            url=source.url,
                        )
                    )
                starts = f"bytes {have}-"
                goes_on = answer.status_code == 206 and answer.headers.get("Content-Range", "").startswith(starts)
                if answer.status_code == 206 and not goes_on:
                    _drop(part)
                    raise _Broken(message("the server sent another part than was asked for"))
                self._store(source, answer, part, have if goes_on else 0)
        except requests.RequestException as error:
            raise _Broken(message("the connection broke: {error}", error=_reason(error))) from None

    def _store(self, source: WebSource, answer: requests.Response, part: Path, have: int) -> None:
        limit = settings().limits.max_bytes
        if not have:
            validator = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
            weak = validator.startswith("W/") or "Content-Encoding" in answer.headers
            _validator(part).write_text("" if weak else validator, encoding="utf-8")
        with part.open("ab" if have else "wb") as file:
            size = have
            for chunk in answer.iter_content(_CHUNK):
                size += len(chunk)
                if size > limit:
                    file.close()
                    _drop(part)
                    raise FetchError(
                        message("{source}: more than limits.max_bytes = {limit:,} bytes", source=source.id, limit=limit)
                    )
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    def _get(self, url: str, headers: dict[str, str]) -> requests.Response:
        """A request, after the pause that its host is due."""
        host = urlsplit(url).netloc
        robots = self._robots.get(host)
        asked = robots.crawl_delay(self._polite.user_agent) if robots else None
        pause = min(max(self._polite.delay, float(asked or 0)), _LONGEST_WAIT)
        if host in self._last and (rest := self._last[host] + pause - time.monotonic()) > 0:
            self._sleep(rest)
        try:
            return self._session.get(url, headers=headers, stream=True, timeout=self._polite.timeout)
        finally:
            self._last[host] = time.monotonic()

    def _allowed(self, url: str) -> bool:
        """Whether robots.txt lets the address be fetched (RFC 9309: none at all allows, one out of reach forbids)."""
        parts = urlsplit(url)
        if parts.netloc not in self._robots:
            robots = RobotFileParser()
            try:
                with self._get(f"{parts.scheme}://{parts.netloc}/robots.txt", {}) as answer:
                    if 400 <= answer.status_code < 500:
                        robots.parse([])
                    elif answer.status_code == 200:
                        robots.parse(answer.text.splitlines())
                    else:
                        raise FetchError(
                            message(
                                "{netloc}: its robots.txt is out of reach ({status_code})",
                                netloc=parts.netloc,
                                status_code=answer.status_code,
                            )
                        )
            except requests.RequestException as error:
                raise FetchError(
                    message("{netloc}: cannot be reached: {error}", netloc=parts.netloc, error=_reason(error))
                ) from None
            self._robots[parts.netloc] = robots
        return self._robots[parts.netloc].can_fetch(self._polite.user_agent, url)


def _begun(part: Path) -> tuple[int, str]:
    """How much of a document is there, and the validator it can be gone on with; 0 where it has none."""
    try:
        validator = _validator(part).read_text(encoding="utf-8")
        return (part.stat().st_size, validator) if validator else (0, "")
    except (OSError, UnicodeDecodeError):
        return 0, ""


def _validator(part: Path) -> Path:
    return part.with_name(f"{part.name}.validator")


def _drop(part: Path) -> None:
    part.unlink(missing_ok=True)
    _validator(part).unlink(missing_ok=True)


def _retry_after(answer: requests.Response) -> float:
    value = answer.headers.get("Retry-After", "")
    return min(float(value), _LONGEST_WAIT) if value.isdigit() else 0.0


def _reason(error: requests.RequestException) -> str:
    cause: BaseException = error
    while (inner := cause.__cause__ or cause.__context__) is not None and not isinstance(inner, OSError):
        cause = inner
    return " ".join(str(cause).split())[:160] or type(error).__name__
