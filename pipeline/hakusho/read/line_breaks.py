"""Whether a line goes on from the one before, by how the one ends and the other begins."""

from __future__ import annotations

import re

from hakusho.read.lines import Line

# What a Japanese line cannot begin with unless it goes on from the line before.
CONTINUES = re.compile(
    r"[、。，．・」』）)\]】ーァィゥェォッャュョぁぃぅぇぉっゃゅょんを々]|(?:が|は|に|の|と|で|も|へ|や|か|て|し|した|する|され|れ|ら|り|る|な|つつ|による|における|について|において|として|とともに|及び|並びに|ため|こと)(?![ァ-ヶー]{2})"
)
CLOSES = re.compile(r"[)）」』、，]|[/／](?=[一-龥ァ-ヴ])")  # no line of its own begins so, however short the one above
# What a line cannot end with unless the next goes on.
OPEN_END = re.compile(
    r"(?:[、，・（(「『]|(?<!も)の|[をにはがでもやへてしっょゃゅ]|(?<!こ)と|及び|並びに|又は|など|から|より)(?<!について)(?<!に関して)$"
)
_KATAKANA_END, _KATAKANA_START = re.compile(r"[ァ-ヴー]$"), re.compile(r"[ァ-ヴー]{1,3}(?![ァ-ヴー])")
CUT_WORD = re.compile(r"(?<![ァ-ヴー・])[ァ-ヴ]$")  # one katakana is no word: コ⏎ミット
# A line of a list in columns, words with spaces between and no particle: 国土交通省 技術審議官 ○○○○.
_COLUMNS = re.compile(
    r"[^をはがにでとへ、。，．]{2,40}[^ 　をはがにでとへ、。，．][ 　]{1,20}[^をはがにでとへ、。，．]{2,60}"
)
_DATE_LINE = re.compile(r"(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}[日月]")
# A day set apart from what happened on it: 1月12日　総理、演説; 1/12 (金) 会談.
_ENTRY = re.compile(
    r"(?:(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日|[0-9０-９]{1,2}[/／][0-9０-９]{1,2})(?:[ 　]?[（(][月火水木金土日][)）])?[ 　\t]{1,8}[^ 　\t]{2}"
)
_BEFORE_DATE = re.compile(r"[年月同、，,～~\-－―（(0-9０-９]$")
DIGIT_END, _COUNTER_START = re.compile(r"[0-9０-９]$"), re.compile(r"[年月日時分回人件億万円%％か箇]")
PHOTO = re.compile(r"(?:様子|場面|写真|撮影|模様|風景|全景|光景|(?<=[^。]{4})(?:隊員|大臣|長官|総理|会合|会談))$")
# A date broken between its parts: 同年7月⏎1日から.
_DATE_OPEN = re.compile(r"[0-9０-９元同翌昨本前一二三四五六七八九十〇][ 　]?[年月]$")
_DATE_REST = re.compile(r"(?:[0-9０-９](?:[ 　]?[0-9０-９])?|[一二三四五六七八九十]{1,3})[ 　]?(?:月|日(?!本))")
MIN_WRAP = 40  # columns; a shorter line is no page's full width


def is_date(line: Line, last: Line) -> bool:
    """Whether a line is a day or a month and nothing else, as a chronology has it, and none that the line before breaks off."""
    return bool(_DATE_LINE.fullmatch(line.text.strip())) and not _BEFORE_DATE.search(last.text)


def opens_entry(line: Line, last: Line) -> bool:
    """Whether a line is an entry of a chronology: a day, a space and what happened."""
    return bool(_ENTRY.match(line.text.strip())) and not _BEFORE_DATE.search(last.text)


def both_in_columns(last: Line, line: Line) -> bool:
    """Whether both are lines of a list in columns, of which none goes on from the one before."""
    return all(_COLUMNS.fullmatch(one.text.strip()) for one in (last, line))


def goes_on(last: Line, line: Line) -> bool:
    """Whether the line begins as no sentence does: with a particle, an ending, the rest of a katakana word or a date."""
    if DIGIT_END.search(last.text) and _COUNTER_START.match(line.text):
        return True
    if _DATE_OPEN.search(last.text) and _DATE_REST.match(line.text):
        return True
    return bool(CONTINUES.match(line.text) or (_KATAKANA_END.search(last.text) and _KATAKANA_START.match(line.text)))
