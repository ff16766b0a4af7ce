"""The numbers of tables and figures: 表1, 図表Ⅱ-4-2-1, 第3-1表, 付表9, Table 2."""

from __future__ import annotations

import re

_N = r"[0-9０-９Ⅰ-Ⅻ一二三四五六七八九十IVX]{1,4}(?:[-‐−－―–ー.．・][0-9０-９Ⅰ-Ⅻ一二三四五六七八九十IVX]{1,4}){0,5}"
_NAME = "図表|表|図|別表|付表|附表|参考表|統計表|資料|参考|Table|TABLE|Figure"
_NUMBER = re.compile(
    rf"(?:#{{1,6}}\s?|\*\*|■|□|◆|●|○|【|＜|<|\[|［){{0,2}}\s?(?:コラム|追加|(?:付属)?統計表\s?(?=第))?"
    rf"(?:(?:{_NAME})\s?[-－―]?[(（]?{_N}[)）]?|第\s?{_N}\s?(?:図表|表|図)(?![すしさせそれらわ現明])|(?:表|図表)(?=[\s　:：]))[\]］】＞>]?\s?[:：.．]?[\s　]{{0,6}}"
)


def is_numbered_caption(text: str) -> bool:
    """Whether a line begins as the caption of a table or figure with a number."""
    return bool(_NUMBER.match(text))


def without_number(text: str) -> str:
    """A caption without its number."""
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
