"""The third carrier: what an extractor finds in one piece, before the document is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a piece's text with what can be read from the piece alone.

    `start`/`end` are half-open offsets into the Doc's text (which is the piece's text). `rule` is the identifier of
    the rule. `fields` are the extractor's own: what the resolver of the same type expects.
    """

    type: str
    start: int
    end: int
    rule: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loser:
    """A candidate that did not become a mention: it overlapped a better one, or a negative rule ruled it out."""

    mention: Mention
    reason: str  # overlap | negative | invalid
    winner: Mention | None = None
    detail: str | None = None


@dataclass(slots=True)
class Mentions:
    """All mentions of one Doc by record type (`dates`, `people`, …), in reading order, and the losers."""

    by_type: dict[str, list[Mention]] = field(default_factory=dict)
    losers: list[Loser] = field(default_factory=list)

    def of(self, record_type: str) -> list[Mention]:
        return self.by_type.get(record_type, [])

    def put(self, record_type: str, mentions: list[Mention], losers: list[Loser] | None = None) -> None:
        """The result of one extractor; a second call for one type takes the place of the first."""
        self.by_type[record_type] = sorted(mentions, key=lambda m: (m.start, m.end, m.rule))
        self.losers = [x for x in self.losers if x.mention.type != record_type] + list(losers or [])


def mentions_of(doc: Doc) -> Mentions:
    """The mentions on a Doc (`doc._.hakusho`)."""
    found: Mentions = doc._.hakusho
    return found


def text_of(doc: Doc) -> str:
    """`doc.text`, joined once: spaCy joins all tokens anew at each access, and the extractors ask for it often."""
    text: str | None = doc.user_data.get("hakusho.text")
    if text is None:
        text = doc.user_data["hakusho.text"] = doc.text
    return text


def publish(doc: Doc, record_type: str, mentions: list[Mention], losers: list[Loser] | None = None) -> Doc:
    """Put an extractor's result on the Doc: exactly in `doc._.hakusho`, and as a view in `doc.spans`.

    Sudachi's tokens do not always end where a mention does (髙橋諒, 本年, 米), so the view is widened to whole tokens.
    """
    doc._.hakusho.put(record_type, mentions, losers)
    spans = (doc.char_span(m.start, m.end, label=m.rule, alignment_mode="expand") for m in mentions)
    doc.spans[record_type] = [span for span in spans if span is not None]
    return doc


if not Doc.has_extension("hakusho"):
    # A getter over user_data rather than a default: a default object would be shared between documents.
    Doc.set_extension("hakusho", getter=lambda doc: doc.user_data.setdefault("hakusho.mentions", Mentions()))
