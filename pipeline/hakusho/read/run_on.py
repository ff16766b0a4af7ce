"""Sentences in several blocks put together: those that run through a list, and those that a page or a figure parts."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.read.draft_blocks import Draft
from hakusho.read.line_breaks import CUT_WORD, DIGIT_END, MIN_WRAP, OPEN_END, PHOTO, goes_on
from hakusho.read.lines import UNNUMBERED

_REACH = 14  # blocks that a sentence may step over to find its other half
_LIST_LEAD = re.compile(r"(?:[、，は]|次の|以下の|下記の)$")
_PARTICLE = re.compile(r"(?:について|に関し|に関する|を|に|と(?:の|いう|し)|の(?:ほか|[^ァ-ヶ])|など|等)")


def through_lists(drafts: list[Draft]) -> list[Draft]:
    """A sentence that runs through a list (両閣僚は、⏎- (1) …⏎- (2) …⏎について議論した。) is one block."""
    out: list[Draft] = []
    i = 0
    while i < len(drafts):
        lead = drafts[i]
        j = i + 1
        if lead.kind in ("paragraph", "list_item") and not lead.last.terminated and _LIST_LEAD.search(lead.last.text):
            while j < len(drafts) and drafts[j].kind == "list_item" and not drafts[j].last.terminated:
                j += 1
            # the tail stands by itself, or was taken for the rest of the last item
            if j > i + 1 and j < len(drafts) and drafts[j].last.terminated and _PARTICLE.match(drafts[j].last.text):
                spans = [span for d in drafts[i : j + 1] for span in d.spans]
                out.append(replace(lead, spans=spans, last=drafts[j].last))
                i = j + 1
                continue
        out.append(lead)
        i += 1
    return out


def run_on(drafts: list[Draft]) -> list[Draft]:
    """A paragraph broken by a page goes on in the next text, past notes, captions, tables and furniture between."""
    taken: set[int] = set()
    for i, draft in enumerate(drafts):
        if i in taken or draft.kind not in ("paragraph", "list_item") or not _breaks_off(draft):
            continue
        j = i
        while (j := _other_half(drafts, j, draft, taken)) is not None:  # type: ignore[assignment]
            draft.spans.extend(drafts[j].spans)
            draft.last = drafts[j].last
            taken.add(j)
            if not _breaks_off(draft):
                break
    return [d for i, d in enumerate(drafts) if i not in taken]


def _breaks_off(draft: Draft) -> bool:
    last = draft.last
    if last.open and not last.terminated:
        return True
    if last.terminated or last.closed:
        return False
    opened = OPEN_END.search(last.text) or DIGIT_END.search(last.text) or CUT_WORD.search(last.text)
    return last.width >= 2 * MIN_WRAP or (bool(opened) and last.width >= 24)


def _other_half(drafts: list[Draft], i: int, draft: Draft, taken: set[int]) -> int | None:
    # a title may end in a particle too; a sentence has a comma or is long
    opened = draft.last.open or (
        bool(OPEN_END.search(draft.last.text)) and ("、" in draft.last.text or draft.last.width >= 2 * MIN_WRAP)
    )
    for j in range(i + 1, min(len(drafts), i + 1 + _REACH)):
        other = drafts[j]
        aside = other.kind in ("caption", "footnote", "table", "furniture", "reference") or PHOTO.search(
            other.last.text
        )
        if j in taken or aside:
            continue
        if other.kind == "heading":
            if other.first.marked and not (opened and other.level in (2, 3, UNNUMBERED)):
                return None  # a running title or a column may stand between; any other heading ends the paragraph
            continue
        if other.kind == "list_item":
            return None
        continues = goes_on(draft.last, other.first)
        if (other.last.terminated and (continues or opened or j == i + 1)) or (continues and other.last.width > 24):
            return j
        if other.last.width > 2 * MIN_WRAP:
            return None
    return None
