"""元 between a surname and an office: mostly it says that the office is no longer held, but to some it is the given name.

The reading in brackets that stands behind it in the source, and that a piece no longer has, tells: 中谷元(なかたに・げん)防衛大臣.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hakusho.extractors.mention import Mention
from hakusho.extractors.people.lexicon import SURNAME, kinds
from hakusho.resolve.document import DocumentContext, Passage

_READING = re.compile(r"\s?[(\uff08][ぁ-ん]{1,8}[・\u3000 ]?(?:げん|はじめ|もと|つかさ)[)\uff09]")


def with_given_name(
    context: DocumentContext, found: Iterable[tuple[Passage, Mention]]
) -> Iterator[tuple[Passage, Mention]]:
    """The mentions, those of a person whose given name is 元 with it, wherever in the document they stand."""
    mentions = list(found)
    named = {_surname(p, m) for p, m in mentions if _may_be_a_name(p, m) and _has_a_reading(context, p, m)}
    for passage, mention in mentions:
        if _may_be_a_name(passage, mention) and _surname(passage, mention) in named:
            fields = {**mention.fields, "former": False, "japanese": True}
            mention = replace(mention, end=mention.end + 1, fields=fields)
        yield passage, mention


def _surname(passage: Passage, mention: Mention) -> str:
    return passage.text[mention.start : mention.end]


def _may_be_a_name(passage: Passage, mention: Mention) -> bool:
    follows = passage.text.startswith("元", mention.end)
    return follows and bool(mention.fields.get("former")) and SURNAME in kinds(_surname(passage, mention))


def _has_a_reading(context: DocumentContext, passage: Passage, mention: Mention) -> bool:
    _, end = passage.piece.source_span(mention.end, mention.end + 1)
    return bool(_READING.match(context.source.text, end))
