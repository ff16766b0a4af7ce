"""What stands beside the name of an instrument: quotation marks, brackets, a title of its own, what a page left there."""

from __future__ import annotations

import re
from dataclasses import replace

from hakusho.extractors.agreements.definitions import closing, defined, tells_act
from hakusho.extractors.agreements.name import Name
from hakusho.extractors.agreements.words import head_pattern

TITLED_KINDS = ("declaration", "joint_statement", "plan")
WORDING = re.compile(r"(?:草案|案文)(?=について|につき|に関し|の)")

_PREFIX_OF_QUOTE = re.compile(r"(?:旧|新|現|改正|(?<![0-9])[0-9]{2})$")
# What a bracket behind the name adds to it: the years of a plan, the proper name of a statement.
_YEARS = re.compile(r"\((?:19|20)[0-9]{2}年?度?[-‐–−―~〜](?:(?:19|20)?[0-9]{2})年?度?\)")
_PROPER = re.compile(r"\([^()「」、。:]{2,16}(?:宣言|コミュニケ|声明|計画|プラン|ビジョン)\)")
_NOTE_MARK = re.compile(r"\([0-9]{1,2}\)")
_MARGIN = re.compile(
    r" ?(?:\([0-9]{1,2}\)|[注※]?[0-9]{1,2}|[A-Za-z][A-Za-z ,'&-]{4,120}|とりきめ|おぼえがき)(?=[をがはにのも、及お並])"
)
# Links to the text, left behind the name by a page: 共同声明(仮訳)(PDF)別ウィンドウで開く.
_LINKS = re.compile(
    r"(?:PDF|別ウィンドウで開く|新規ウィンドウで開く|(?:和文|英文|仮訳|骨子)(?=[(別])|[ /]|\[(?:PDF[::/]?)?[0-9.,]{1,6} ?[KM]B\]|\((?:PDF|仮訳|英文|和文|骨子|全文|概要|別添|参考|[一-龥]{1,4}語|[0-9 /、・]|\(PDF\)){1,16}\)){1,6}"
    r"(?=[をがはにの]|採択|署名)"
)
_SUBTITLE = re.compile(r"[『「](?P<title>[^『』「」。]{2,50})[』」]")
_SECOND_TITLE = re.compile(r"[-‐–—―~:][^「」『』。]{2,50}(?=[」』])")
_OPENERS = {"」": "「", "』": "『"}
# 「…に関する宣言 8 」: the mark of a footnote. アジェンダ21 and 決議1325 bear their numbers.
_NOTE_IN_QUOTE = re.compile(r"(?<!アジェンダ)[0-9]{1,2}(?=[」』])")
_PLAIN = 2  # letters of a head that says of no paper by itself: 計画「…ロードマップ」
_REVISED = re.compile(r"の?(?:改訂|改定|更新|修正)版")  # a paper of its own


def surrounded(text: str, name: Name) -> Name:
    """The name with the quotation marks, brackets and titles that belong to it."""
    return _glossed(text, _with_quote(text, _with_bracket(text, name)))


def _with_quote(text: str, name: Name) -> Name:
    """Quotation marks around the name: the span is what they hold, unless a prefix stands before them (旧「…」)."""
    if not name.bracket and (second := _SECOND_TITLE.match(text, name.end)):
        name = replace(name, end=second.end(), outer=second.end())  # 「共同宣言-…の時代-」
    end = name.outer if name.bracket else name.end
    if mark := _NOTE_IN_QUOTE.match(text, end):
        end = mark.end()
    if text[end : end + 1] not in ("」", "』"):
        return name
    opening = text.rfind(_OPENERS[text[end]], max(0, name.start - 60), name.start)
    if opening < 0 or any(c in text[opening + 1 : name.start] for c in "」』。"):
        return name
    quoted = text[opening + 1 : name.start]
    listed = quoted.endswith("、") and head_pattern().search(quoted)  # 「A協定、B協定」
    start = opening + 1 if name.reference not in ("domestic", "same") and not listed else name.start
    outer = end + 1
    reference = "name" if name.reference == "bare" and start < name.start else name.reference
    inner = replace(name, start=start, outer=outer, reference=reference)
    if name.reference in ("name", "bare") and (version := _REVISED.match(text, outer)):
        return replace(inner, start=opening, end=version.end(), outer=version.end(), reference="name")
    if prefix := _PREFIX_OF_QUOTE.search(text, max(0, opening - 3), opening):
        inner = replace(inner, start=prefix.start(), end=outer, reference="name")
    elif age := re.search(r"新たな$", text[:opening][-3:]):
        inner = replace(inner, reference="name", start=opening - len(age[0]), end=outer)
    after = _with_bracket(text, replace(inner, outer=outer))
    return replace(after, aliases=(*name.aliases, *after.aliases), bracket=after.bracket or name.bracket)


def _named_on(text: str, name: Name) -> bool:
    """Whether the bracket behind a name is a part of it: 行動計画(2021-2025), 共同声明(神戸宣言)."""
    proper = name.reference == "bare" and _PROPER.match(text, name.end)
    return bool(proper or _YEARS.match(text, name.end))


def _glossed(text: str, name: Name) -> Name:
    """What a converter left behind the name from its margin: the English title, the reading of 取極."""
    if name.reference in ("name", "bare") and name.end == name.outer:
        title = _SUBTITLE.match(text, name.end)
        if title and (
            (name.kind in TITLED_KINDS and len(name.head) > _PLAIN) or not head_pattern().search(title["title"])
        ):  # 共同声明「…の同盟」
            aliases = (*name.aliases, title["title"])
            name = replace(name, end=title.end(), outer=title.end(), reference="name", aliases=aliases)
        if version := _REVISED.match(text, name.end):
            name = replace(name, end=version.end(), outer=version.end(), reference="name")
    gloss = _LINKS.match(text, name.outer) or _MARGIN.match(text, name.outer) or WORDING.match(text, name.outer)
    return replace(name, outer=gloss.end()) if gloss else name


def _with_bracket(text: str, name: Name) -> Name:
    """A bracket behind the name: the other names that it defines."""
    if text[name.outer : name.outer + 1] != "(":
        return name
    end = closing(text, name.outer)
    if end is None:
        return name
    content = text[name.outer + 1 : end]
    outer = end + 1
    if name.end == name.outer and name.kind in TITLED_KINDS and _named_on(text, name):
        return replace(name, end=outer, outer=outer, reference="name")
    aliases = defined(content)
    if mark := _NOTE_MARK.match(text, outer):
        outer = mark.end()
    elif text.startswith("(", outer) and (second := closing(text, outer)) and not tells_act(text[outer:second]):
        aliases, outer = (*aliases, *defined(text[outer + 1 : second])), second + 1
    return replace(name, outer=outer, bracket=(name.outer, end + 1), aliases=aliases)
