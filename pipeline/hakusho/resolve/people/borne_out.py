"""Which guesses of the extractor are people: those that the document bears out elsewhere, or the list in which they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hakusho.extractors.mention import Loser, Mention
from hakusho.extractors.people.in_lists import are_joined
from hakusho.extractors.people.lexicon import COMMON, OTHER, SURNAME, is_sinitic_surname, kinds, split_full_name
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.people.in_rows import with_office_of_row
from hakusho.resolve.people.name_forms import parts
from hakusho.resolve.people.offices import is_occupation

_MANY = 5  # of one office side by side, so that what stands before the title once more is a name, whatever else the word means
_READING = re.compile(r"\(([ァ-ヴー]{1,6})・[ァ-ヴー・]{1,12}\)")
_SPEAKER = re.compile(r"(?:^|\n)[ \u3000]?[○◯〇]$")
_SURE_BESIDE = 2  # people of sure names that a list must have, so that the other items are people as well
_IN_BRACKETS = re.compile(r"\([ァ-ヴーぁ-ん・ ]{2,20}\)")
_BULLET = re.compile(r"[・○●\- ]{0,3}")


def borne_out(context: DocumentContext) -> Iterator[tuple[Passage, Mention]]:
    """The mentions without those guesses that no sure mention of the same name in the document bears out, nor a list of
    people of the same office."""
    found = list(context.mentions("people"))
    known: set[str] = set()
    surnames: set[str] = set()  # of those whom the document names in full
    offices: Counter[tuple[int, str]] = Counter()
    for passage, mention in found:
        if not mention.fields.get("guess"):
            known |= _short_forms(passage, mention)
            name = passage.text[mention.start : mention.end].replace(" ", "")
            surnames.add(name[: split_full_name(name) or 0])
            offices[passage.index, str(mention.fields.get("title"))] += 1
    listed_with = _beside_sure_ones(found)
    ends = {(passage.index, mention.end) for passage, mention in found}
    for number, (passage, mention) in enumerate(found):
        if (passage.index, mention.start - 1) in ends and _IN_BRACKETS.fullmatch(
            passage.text, mention.start - 1, mention.end + 1
        ):
            continue  # how the name before it is read
        name = passage.text[mention.start : mention.end]
        one_word = mention.fields.get("katakana") and "・" not in name
        if one_word and is_occupation(str(mention.fields.get("title") or "")):
            continue  # 助けあいジャパン ボランティア
        beside = offices[passage.index, str(mention.fields.get("title"))]
        listed = beside > 1 and (
            SURNAME in kinds(name) or (beside > 2 and not kinds(name) & {COMMON, OTHER}) or beside > _MANY
        )
        if listed or number in listed_with:
            known.add(name)
        told = _speaks(context, passage, mention) or (
            mention.fields.get("line") and with_office_of_row(context, passage, mention).fields.get("title")
        )
        if told or not mention.fields.get("guess") or name in (surnames if mention.fields.get("bare") else known):
            yield passage, mention
        else:
            detail = "a word before a title, and nothing in the document shows that it is a name"
            passage.mentions.losers.append(Loser(mention, "negative", None, detail))


def _speaks(context: DocumentContext, passage: Passage, mention: Mention) -> bool:
    """Whether the mention with its title heads the words of one who speaks, with the mark that minutes set before it: ○北側委員."""
    if mention.start or not mention.fields.get("title"):
        return False
    start, _ = passage.piece.source_span(mention.start, mention.end)
    return _SPEAKER.search(context.source.text, max(0, start - 3), start) is not None


def _short_forms(passage: Passage, mention: Mention) -> set[str]:
    """The name and what it may be called by further on: its surname, and that of its reading in brackets."""
    name = passage.text[mention.start : mention.end].replace(" ", "")
    forms = {name, *parts(name)[-1:]}
    if (cut := split_full_name(name)) is not None:
        forms.add(name[:cut])
    if len(name) == 3 and is_sinitic_surname(name[0]):
        forms.add(name[0])
    if reading := _READING.match(passage.text, mention.end):
        forms.add(reading[1])
    return forms


def _beside_sure_ones(found: Sequence[tuple[Passage, Mention]]) -> set[int]:
    """The numbers of the guesses that are items of one list with at least two people whose names are sure."""
    lists: list[list[int]] = []
    before: tuple[Passage, Mention] | None = None
    for number, (passage, mention) in enumerate(found):
        if mention.fields.get("item") is None:
            continue
        if before is not None and _follows(*before, passage, mention):
            lists[-1].append(number)
        else:
            lists.append([number])
        before = passage, mention
    borne = set()
    for items in lists:
        guesses = {n for n in items if found[n][1].fields.get("guess")}
        if len(items) - len(guesses) >= _SURE_BESIDE:
            borne |= guesses
    return borne


def _follows(above: Passage, before: Mention, passage: Passage, mention: Mention) -> bool:
    """Whether an item of a list follows at once upon another, on the same line or as the whole of the next one."""
    end = before.fields["item"]
    if above is passage:
        return are_joined(passage.text, end, mention.start)
    alone = end >= len(above.text) - 1 and _BULLET.fullmatch(passage.text, 0, mention.start)
    return passage.index == above.index + 1 and alone is not None and alone is not False
