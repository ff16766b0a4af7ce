"""What a commitment says: usually in the sentence, sometimes in the list or the broken paragraph before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hakusho.extractors.commitments.clauses import skip_opening
from hakusho.extractors.commitments.topics import Topic, choose, topics
from hakusho.extractors.mention import Mention
from hakusho.extractors.punctuation import punctuated
from hakusho.resolve.document import DocumentContext, Passage

_NUMBER = re.compile(r"\s?(?:[①-⑳]|\(\d{1,2}\))")
_LATER_NUMBER = re.compile(r"(?:[②-⑳]|\((?:[2-9]|1\d)\))")
_FAR = 30  # passages back that a list may begin


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """A span that begins in one passage and ends in another or the same; `lead` is the passage that opens the list."""

    passage: Passage
    start: int | None
    last: Passage
    end: int | None
    between: tuple[Passage, ...] = ()
    lead: Passage | None = None

    def fields(self) -> dict[str, Any]:
        """The record's content fields."""
        if self.start is None or self.end is None:
            return {"content": None, "content_start": None, "content_end": None}
        if self.passage is self.last:
            first, last = self.passage.piece.source_span(self.start, self.end)
            return {"content": self.passage.text[self.start : self.end], "content_start": first, "content_end": last}
        first = self.passage.piece.source_span(self.start, len(self.passage.text))[0]
        last = self.last.piece.source_span(0, self.end)[1]
        parts = [self.passage.text[self.start :], *(p.text for p in self.between), self.last.text[: self.end]]
        return {"content": "".join(parts), "content_start": first, "content_end": last}


def content_of(context: DocumentContext, passage: Passage, mention: Mention) -> Content:
    """The content of a mention. A predicate at the head of its passage takes the passages before it: the items of a list
    that a line ending in a comma opens, or the paragraph that it goes on from."""
    span = mention.fields["content"]
    if span is not None:
        broken = _broken_item(context, passage, span[0])
        if broken is not None:
            return Content(broken, 0, passage, span[1])
        return Content(passage, span[0], passage, span[1])
    head = punctuated(passage.text[: mention.start])
    if mention.start > 24 or "。" in head or "、" in head or not (mention.fields["particle"] or mention.start == 0):
        return Content(passage, None, passage, None)
    return _list_before(context, passage) or _broken_before(context, passage) or Content(passage, None, passage, None)


def _broken_item(context: DocumentContext, passage: Passage, start: int) -> Passage | None:
    """The passage that a numbered item goes on from: one that ends in a comma before ② or (2)."""
    number = _LATER_NUMBER.match(passage.text)
    if number is None or start > number.end() + 1 or passage.index == 0:
        return None
    other = context.passages[passage.index - 1]
    same = other.section == passage.section and other.kind in ("list_item", "paragraph")
    return other if same and punctuated(other.text.rstrip()).endswith("、") and _NUMBER.match(other.text) else None


def _list_before(context: DocumentContext, passage: Passage) -> Content | None:
    items: list[Passage] = []
    for other in _back(context, passage):
        if other.kind == "list_item":
            items.append(other)
            continue
        if items and punctuated(other.text.rstrip()).endswith(("、", "、以下", ":")):
            return Content(items[-1], 0, items[0], len(items[0].text), tuple(reversed(items[1:-1])), other)
        break
    return None


def _broken_before(context: DocumentContext, passage: Passage) -> Content | None:
    for other in list(_back(context, passage))[:3]:
        text = punctuated(other.text.rstrip())
        if len(text) < 15 or text.isascii() or other.kind not in ("paragraph", "list_item"):
            continue
        if text.endswith(("。", ")")):
            return None
        topic = lead_topic(other)
        start = skip_opening(text, topic.end if topic else text.rfind("。") + 1, len(text))
        return Content(other, start, other, len(text), (), other) if start < len(text) else None
    return None


def lead_topic(lead: Passage) -> Topic | None:
    """The actor that the last sentence of a passage names, which a list or the rest of the sentence follows."""
    text = punctuated(lead.text.rstrip())
    floor = text.rfind("。") + 1
    return choose(topics(lead.doc, floor, len(text)), floor, len(text), text)


def _back(context: DocumentContext, passage: Passage) -> list[Passage]:
    first = max(0, passage.index - _FAR)
    return [context.passages[i] for i in range(passage.index - 1, first - 1, -1)]
