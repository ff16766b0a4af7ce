"""The catalogue of documents that can be fetched (configs/sources.toml)."""

from __future__ import annotations

import difflib
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from pydantic import Field

from hakusho.config import Entry, load
from hakusho.errors import HakushoError
from hakusho.language import message


class Polite(Entry):
    """How a publisher's server is treated."""

    delay: float = Field(5.0, description="Seconds between two requests to one host", ge=0)
    timeout: float = Field(30.0, description="Seconds without an answer", gt=0)
    attempts: int = Field(4, description="Attempts at one document, each going on where the last broke off", gt=0)
    user_agent: str = Field("hakusho", description="What the requests call themselves", min_length=1)


class WebSource(Entry):
    """A document at its publisher's address. `id` is its doc_id in the raw folder."""

    id: str = Field(
        description="What `hakusho fetch` calls it; the doc_id", pattern=r"^[A-Za-z0-9][A-Za-z0-9_\-]{0,99}$"
    )
    publisher: str = Field(description="Who published it")
    title: str = Field(description="Its title")
    url: str = Field(description="Its address", pattern=r"^https?://")
    edition: str | None = Field(None, description="The edition, as its publisher calls it")
    published: str | None = Field(None, description="When it was published, as EDTF")
    reference_date: str | None = Field(None, description="What 本年 or a bare 4月 is read against, as EDTF")
    license: str | None = Field(None, description="Its licence, where somebody looked it up")
    sha256: str | None = Field(None, description="Where known: what the bytes must be", pattern=r"^[0-9a-f]{64}$")
    checked: bool = Field(False, description="Whether somebody has visited the address")

    @property
    def file_name(self) -> str:
        """The name of the file in the raw folder: the id with the ending of the address."""
        suffix = PurePosixPath(urlsplit(self.url).path).suffix.lower()
        return self.id + (suffix if suffix.isascii() and 1 < len(suffix) <= 9 else ".html")


class Catalogue(Entry):
    """`configs/sources.toml`."""

    polite: Polite = Field(Polite(), description="How a server is treated")  # type: ignore[call-arg]
    source: list[WebSource] = Field(default_factory=list, description="One table for each document")


def catalogue() -> Catalogue:
    """The catalogue in force."""
    return load("sources", Catalogue)


def chosen(sources: list[WebSource], ids: list[str]) -> list[WebSource]:
    """The sources of these ids, in their order. Raises HakushoError for one that is not in the catalogue."""
    by_id = {source.id: source for source in sources}
    for name in ids:
        if name not in by_id:
            near = difflib.get_close_matches(name, by_id, n=1)
            raise HakushoError(
                message(
                    "{name} is not in the catalogue{hint}",
                    name=name,
                    hint=message("; did you mean {near}?", near=near[0]) if near else "",
                )
            )
    return [by_id[name] for name in ids]
