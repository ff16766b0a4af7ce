"""Lists of papers below a sentence or a heading that tells the act of all of them: 以下の文書に署名した。 ・…覚書 ・…声明."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hakusho.extractors.mention import Mention
from hakusho.resolve.agreements.instrument import Instrument
from hakusho.resolve.agreements.reading import reading
from hakusho.resolve.agreements.register import Register
from hakusho.resolve.document import DocumentContext, Passage

_MARK = re.compile(
    r"(?:[・●○〇◆◇■□▪•*\-–—※▶]|[(（]?(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,2}|[ア-ン]|[ivx]{1,4})[)）.．、 ]|[①-⑳]|[ア-コ](?=[一-龥「『])){1,3} ?"
)
_TAIL = re.compile(  # no two alternatives begin alike, and none gives back: what is read once is not read again
    r"(?:[(（][^()（）]{0,60}+[)）]|\[[^\]]{0,40}+\]|[。、;; ]{1,8}+|[A-Za-z][A-Za-z ]{2,59}+|仮訳|英文|和文|別ウィンドウで開く){1,12}+$"
)
_PROSE = re.compile(r"。.|(?:した|する|ます|れる|いる|ある|です)。?$|[をはが][^」』]{0,40}(?:し|され|行)")
_LONGEST = 120  # characters of an item
_MOST = 40  # items of a list


@dataclass(frozen=True, slots=True)
class Item:
    """One paper of a list: its span in the passage, and the introduction that tells its act."""

    passage: Passage
    start: int
    end: int
    instrument: Instrument
    introduced_in: Passage
    introduction: Mention


def listed(context: DocumentContext, register: Register) -> Iterator[Item]:
    """Every item below an introduction, in reading order."""
    for n, passage in enumerate(context.passages):
        for introduction in passage.mentions.of("introductions"):
            behind = reading(passage)[introduction.end :]
            if behind.strip():
                yield from _behind(register, passage, introduction)
                continue
            for item in context.passages[n + 1 : n + 1 + _MOST]:
                found = _item(register, item)
                if found is None:
                    break
                yield Item(item, *found, passage, introduction)


def _behind(register: Register, passage: Passage, introduction: Mention) -> Iterator[Item]:
    """The papers that stand behind the introduction in its own passage, where a converter joined the lines."""
    rest = reading(passage)[introduction.end :]
    if "。" in rest.rstrip("。 ") or not _MARK.match(rest.lstrip()):
        return
    for mention in passage.mentions.of("instruments"):
        if mention.start >= introduction.end and mention.fields["reference"] in ("name", "bare", "title"):
            for instrument in register.of(passage, mention)[:1]:
                yield Item(passage, mention.start, mention.end, instrument, passage, introduction)


def _item(register: Register, passage: Passage) -> tuple[int, int, Instrument] | None:
    """The span and the instrument of a passage that is an item and nothing else; None where the list is over."""
    text = reading(passage)
    mark = _MARK.match(text)
    begin = mark.end() if mark else 0
    tail = _TAIL.search(text, begin)
    end = tail.start() if tail else len(text)
    if passage.kind not in ("list_item", "table") and mark is None:
        return None
    if not 2 < end - begin <= _LONGEST or _PROSE.search(text[begin:end]) or passage.mentions.of("agreements"):
        return None
    if text[begin] in "「『" and text[end - 1] in "」』":
        begin, end = begin + 1, end - 1
    names = [m for m in passage.mentions.of("instruments") if begin <= m.start and m.end <= end]
    last = names[-1] if names and names[-1].end >= end - 2 else None
    known = register.of(passage, last) if last is not None else []
    if last is not None and known and last.start - begin <= 4:
        return last.start, last.end, known[0]
    if last is None and not re.search(r"[一-龥ァ-ヴー]{2}", text[begin:end]):
        return None
    name = text[begin:end]
    kind = str(last.fields["kind"]) if last is not None and last.fields["kind"] else "arrangement"
    return begin, end, Instrument("", name, kind, [name])
