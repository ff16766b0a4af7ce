"""The office of a person whose name fills a line or a cell: it is the line above, or stands in another cell of the row.

委員長 | 三田村浩一 | 東京大学教授: of several, the one under a header that says so, else the one before the name, else the one
behind it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.bracketed import Aside, office_alone
from hakusho.extractors.people.katakana import Name
from hakusho.extractors.people.standing_alone import office_fields
from hakusho.resolve.document import DocumentContext, Passage

_OFFICE_COLUMN = re.compile(r"役職|職名|官職|肩書|階級|職位|現職")
_SIGNED = re.compile(r"のために[: ]{1,3}$")
_HONORIFIC = re.compile(r" ?(?:氏|君|殿|様|さん|先生|委員|閣下)?(?:\([^()]{1,20}\))?")


def with_office_of_row(context: DocumentContext, passage: Passage, mention: Mention) -> Mention:
    """The mention with title, country and organization from its row or the line above, where it has no title of its own and
    fills its cell or line."""
    cell = passage.piece.cell
    signed = mention.rule == "people.signed" or _SIGNED.search(passage.text[: mention.start])
    if mention.fields.get("title") or (passage.text[: mention.start].strip() and not signed):
        return mention
    if not _HONORIFIC.fullmatch(passage.text, mention.end):
        return mention
    if cell is None:
        # Below the name in a block of signatures, and above it everywhere else.
        beside = passage.index + (1 if signed else -1)
        line = context.passages[beside].text if 0 <= beside < len(context.passages) else ""
        office = office_alone(line) if line and "、" not in line else None
        alone = office is not None and office.core is not None and line.endswith(office.title or "、")
        return _with_office(mention, office) if alone and office is not None else mention
    row: list[Passage] = []
    heads: dict[int, str] = {}
    for other in _table(context, passage):
        there = other.piece.cell
        if there is None:
            continue
        if there.row == 0:
            heads[there.col] = other.text
        if there.row <= cell.row < there.row + there.rowspan and there.col != cell.col:
            row.append(other)
    told = [(other, aside) for other in row if (aside := office_alone(other.text)) is not None and aside.core]
    if not told:
        return mention

    def rank(other: Passage) -> tuple[bool, bool, int]:
        there = other.piece.cell
        assert there is not None
        return not _OFFICE_COLUMN.search(heads.get(there.col, "")), there.col > cell.col, abs(there.col - cell.col)

    _, aside = min(told, key=lambda t: rank(t[0]))
    return _with_office(mention, aside)


def _with_office(mention: Mention, aside: Aside) -> Mention:
    name = Name(mention.start, mention.end, 3, mention.fields.get("japanese"), None, mention.end)
    fields = office_fields(aside, name, mention.fields.get("organization"))
    kept = {key: value for key, value in mention.fields.items() if value is not None and key != "title"}
    return replace(mention, fields={**fields, **kept, "title": aside.title, "former": aside.former})


def _table(context: DocumentContext, passage: Passage) -> list[Passage]:
    """The cells of the passage's table: the pieces around it with the same block."""
    block, passages = passage.piece.block, context.passages
    first = last = passage.index
    while first and passages[first - 1].piece.block is block:
        first -= 1
    while last + 1 < len(passages) and passages[last + 1].piece.block is block:
        last += 1
    return passages[first : last + 1]
