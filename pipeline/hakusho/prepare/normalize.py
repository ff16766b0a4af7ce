"""What a person reads in a stretch of source: markup, readings, glosses and the page's spaces and line breaks taken out.

Each step takes an Aligned and gives an Aligned, so the map to the source is never lost. Patterns are linear: every
quantifier is bounded or runs over a class that its follower is not in.
"""

from __future__ import annotations

import html
import re
import unicodedata

from hakusho.prepare.aligned import Aligned

_IGNORABLE = re.compile(
    "[\u00ad\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_TAGS = (
    "a|abbr|b|big|blockquote|body|br|center|cite|code|dd|del|dfn|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|"
    "kbd|li|mark|ol|p|pre|q|rb|rp|rt|ruby|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|wbr"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]{{0,400}})?/?>", re.IGNORECASE)
_NOTE_MARK = re.compile(r"<sup>[\s（(\[注※*]{0,4}\d{1,3}[\s）)\]]{0,3}</sup>|<r[tp]>[^<>]{0,60}</r[tp]>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,12});")
_MD_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_CAPTION = re.compile(
    r"(?=.{8})[^ぁ-ん一-龥]{0,40}[ぁ-ん一-龥]"
)  # what an image says in place of itself, if it is a caption
_MD_LINK = re.compile(r"(?<!!)\[(?=[^\[\]\n]{1,300}\]\()|\]\((?:https?://|/|#|\.)[^()\s]{0,500}\)")
_MD_MARK = re.compile(r"\*\*|__|(?<=\s)\\(?=\s)|\\(?=[*_#\[\]()+\-.!|~])")
_ENUMERATOR = re.compile("[\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]+")

_KANJI = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KANA = r"\u3041-\u309f\u30a0-\u30ff"
_WIDE = rf"{_KANJI}{_KANA}\u2460-\u24ff\u3000-\u303f\uff00-\uffef"
_READING = re.compile(rf"(?<=[{_KANJI}])\([\u3041-\u309f・ー ]{{1,12}}\)")
_GLOSS = re.compile(
    rf"(?<=\()([A-Z][A-Za-z0-9&+/-]{{1,14}})\) ?((?:[A-Za-z][A-Za-z'&,-]{{0,20}} ){{1,12}}?[A-Za-z'&-]{{2,20}}) ?(?=[{_WIDE}])"
)

_AFTER_GLOSS = re.compile(rf"(?<=\)) {{1,2}}(?=[{_WIDE}])")
_LETTER_SPACED = re.compile(r"(?<![^\s◎○〇●※])(?:\S ){2,}\S(?![^\s])|(?<![^\s])[^\s\x21-\x7e] [^\s\x21-\x7e](?![^\s])")
# Letters spread out with gaps of two widths, the wider of which part words: 三　田　村　　浩　一.
_UNEVEN = re.compile(
    rf"(?<![^\s◎○〇●※*・:：(（、])[{_KANJI}ぁ-ん](?:[ \u3000]{{1,12}}+[{_KANJI}ぁ-ん]){{2,40}}(?![^\s(（)）、。])"
)
_GAP = re.compile("[ \u3000]+")
_SPACED_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z](?: [A-Z]){2,12}(?![A-Za-z0-9])")
_SPACED_NUMBER = re.compile(
    rf"(?:(?<=[{_WIDE}] )|(?<=[{_WIDE}])(?=[0-9 ]{{3,7}} [年月日時分秒周か箇回週名人件]))[0-9](?: [0-9]){{1,3}}(?= [{_WIDE}])"
)
# A date spread out in running text: した。昭 和 2 2 年 9 月⏎1 6 日付けの.
_SPACED_DATE = re.compile(
    r"(?:明 治|大 正|昭 和|平 成|令 和)(?= ?[0-9元一二三四五六七八九十])"
    r"|(?<=[年月][ \n])[0-9] [0-9](?= ?[月日])|(?<=[年月])[ \n]?(?:[一二三四五六七八九十] ){1,3}(?=[月日])"
)
_BREAK = re.compile(r"(?<![ \t\u3000\xa0])[ \t\u3000\xa0]*+[\n\r\v\f\x85\u2028\u2029]+[\s\u3000]*")
# What a line of a list is headed with: 国土交通省 三田村次長、… behind its own indentation, オブザーバー:…, 委員 三田村….
_LABELLED = re.compile(
    rf"[{_KANJI}ァ-ヴー・]{{2,14}} ?:|(?<=[ \t\xa0\u3000])[{_KANJI}ァ-ヴー・]{{2,8}} {{1,4}}[{_KANJI}]"
    r"|(?:副?委員長?|副?会長|副?座長|副?議長|理事|監事|幹事|構成員|(?:臨時|専門|特別)委員)(?:代理)?[ \u3000]"
)
_SPACE = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_NUMBERED = re.compile(r"[0-9]{1,3} (?![(年月日時])")
_PAGE_SPACE = re.compile(
    # a space between a digit or a bracket and Japanese, on either side; not `2 日米…`, a numbered heading
    rf"(?<=[0-9%)\]」』】]) (?=[{_WIDE}()「『【、。])(?!日(?:米|本|英|韓|中|朝|露|ロ|独|仏|伊|豪|加|印|欧|A|E|N))"
    rf"|(?<=[{_WIDE}]) (?=[0-9()「『【、。)\]])"
    rf"|(?<=\() | (?=\))|(?<=[、。]) (?=[{_WIDE}])"
)


def normalize(piece: Aligned) -> Aligned:
    """The normalized text of a piece, aligned to the source.

    In order: invisible and control characters, markup, NFKC (circled numbers kept: ①日本 must not become 1日本),
    letter-spacing, line breaks, spaces that only the page needs, readings in brackets, English glosses of an
    abbreviation.
    """
    piece = _drop(piece, _IGNORABLE)
    piece = _drop(piece, _CONTROL)
    if "<" in piece.text:
        piece = _drop(_drop(piece, _NOTE_MARK), _TAG)
    if "&" in piece.text:
        piece = _entities(piece)
    if "[" in piece.text:
        piece = _drop(_images(piece), _MD_LINK)
    if piece.text.strip("* "):  # *** alone stands for a figure that is not given
        piece = _drop(piece, _MD_MARK)
    if "\u3000" in piece.text or "  " in piece.text:
        piece = _closed_up(piece)
    piece = _nfkc(piece)
    piece = _spaces(piece)
    if "(" in piece.text:
        piece = _glosses(_drop(piece, _READING))
    return _strip(piece)


def _drop(piece: Aligned, pattern: re.Pattern[str]) -> Aligned:
    mask: list[bool] | None = None
    for match in pattern.finditer(piece.text):
        if mask is None:
            mask = [True] * len(piece.text)
        for i in range(*match.span()):
            mask[i] = False
    return piece if mask is None else piece.keep(mask)


def _images(piece: Aligned) -> Aligned:
    """Without the images of Markdown; a caption that stands in one for its alternative text is kept."""
    mask = [True] * len(piece.text)
    for match in _MD_IMAGE.finditer(piece.text):
        kept = range(*match.span("alt")) if _CAPTION.match(match["alt"]) else range(0)
        for i in range(*match.span()):
            mask[i] = i in kept
    return piece if all(mask) else piece.keep(mask)


def _entities(piece: Aligned) -> Aligned:
    edits = []
    for match in _ENTITY.finditer(piece.text):
        plain = html.unescape(match[0])
        if plain != match[0] and plain:
            edits.append((*match.span(), plain))
    return piece.replace(edits) if edits else piece


def _nfkc(piece: Aligned) -> Aligned:
    if unicodedata.is_normalized("NFKC", piece.text):
        return piece
    parts, at = [], 0
    for match in _ENUMERATOR.finditer(piece.text):
        parts += [piece.slice(at, match.start()).nfkc(), piece.slice(*match.span())]
        at = match.end()
    return _join([*parts, piece.slice(at, len(piece)).nfkc()])


def _join(parts: list[Aligned]) -> Aligned:
    whole = Aligned("".join(p.text for p in parts))
    for part in parts:
        whole.starts.extend(part.starts)
        whole.ends.extend(part.ends)
    return whole


def _spaces(piece: Aligned) -> Aligned:
    """One space where words are apart, none where only the page put one."""
    edits = []
    for match in _BREAK.finditer(piece.text):
        edits.append((*match.span(), " " if _LABELLED.match(piece.text, match.end()) else "\n"))
    if edits:
        piece = piece.replace(edits)
    edits = [(*m.span(), " ") for m in _SPACE.finditer(piece.text) if m[0] != " "]
    if edits:
        piece = piece.replace(edits)
    mask = [True] * len(piece)
    for match in _LETTER_SPACED.finditer(piece.text):
        if _is_run(match[0]):
            for i in range(*match.span()):
                mask[i] = piece.text[i] != " "
    for pattern in (_SPACED_NUMBER, _SPACED_CAPITALS, _SPACED_DATE):
        for match in pattern.finditer(piece.text):
            for i in range(*match.span()):
                mask[i] = mask[i] and piece.text[i] != " "
    if not all(mask):
        piece = piece.keep(mask)
    piece = _unwrap(piece)
    mask = [True] * len(piece)
    number = _NUMBERED.match(piece.text)  # 1 概観: the space belongs to the heading
    for match in _PAGE_SPACE.finditer(piece.text, number.end() if number else 0):
        mask[match.start()] = False
    return piece if all(mask) else piece.keep(mask)


def _closed_up(piece: Aligned) -> Aligned:
    """Without the narrowest gaps of letters spread out, where wider ones part the words. A date is one word with all of them."""
    mask = [True] * len(piece)
    for match in _UNEVEN.finditer(piece.text):
        gaps = [(gap.span(), len(gap[0]) + gap[0].count("\u3000")) for gap in _GAP.finditer(match[0])]
        narrowest = min(width for _, width in gaps)
        if set("年月日") & set(match[0]) or all(width == narrowest for _, width in gaps):
            continue
        for (start, end), width in gaps:
            if width == narrowest:
                mask[match.start() + start : match.start() + end] = [False] * (end - start)
    return piece if all(mask) else _closed_up(piece.keep(mask))


def _is_run(run: str) -> bool:
    """Whether single characters with spaces between are one word spread out (防 衛 省, D I C A S), not a list or row."""
    letters = run.split(" ")
    if any(c.isascii() and not c.isdigit() for c in letters):
        return False
    return len(letters) >= 3 and not all(c.isdigit() for c in letters) and not set("0-－…・○△×") >= set(letters)


def _unwrap(piece: Aligned) -> Aligned:
    """Line breaks: a space between two Latin words, nothing elsewhere."""
    if "\n" not in piece.text:
        return piece
    text, mask, edits = piece.text, [True] * len(piece), []
    for i, char in enumerate(text):
        if char == "\n":
            before, after = text[i - 1 : i], text[i + 1 : i + 2]
            if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() and before != "-":
                edits.append((i, i + 1, " "))
            else:
                mask[i] = False
    return (piece.replace(edits) if edits else piece).keep(mask)


def _glosses(piece: Aligned) -> Aligned:
    """English words printed beside an abbreviation, (SACO)Special Action Committee on Okinawa: out, where the initials
    are the abbreviation's."""
    mask: list[bool] | None = None
    for match in _GLOSS.finditer(piece.text):
        initials = "".join(word[0] for word in match[2].replace("-", " ").split() if word[0].isupper())
        short = [c for c in match[1] if c.isupper()]
        if len(initials) >= 2 and sum(c in initials for c in short) * 2 >= len(short):
            mask = mask or [True] * len(piece)
            for i in range(match.start(2), match.end(2)):
                mask[i] = False
    if mask is None:
        return piece
    return _drop(piece.keep(mask), _AFTER_GLOSS)


def _strip(piece: Aligned) -> Aligned:
    text = piece.text
    start = len(text) - len(text.lstrip())
    return piece.slice(start, len(text.rstrip())) if start or text[-1:].isspace() else piece
