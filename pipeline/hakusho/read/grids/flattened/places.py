"""What the words of a header say of its place: alone over its column, over others, a year."""

from __future__ import annotations

import re
from functools import lru_cache

from hakusho.read.grids.tokens import is_dated, is_year

_ALONE = re.compile(
    r"(?:総?合?計|小計|総数|総額|差引.{0,4}|備考|摘要|増減[数額率]?|増△減[数額率]?|構成比|割合|シェア|その他.{0,6})(?:\(.{1,12}\))?$"
)
_GROUP = re.compile(
    r"(?:内訳|別|比較|増△?減|構成|内数|状況|計画|実績|収支|当初|補正|対前年.{0,3}|うち|等級|区分|による.{0,6})(?:\(.{0,12}\))?$"
)
_YEAR = re.compile(r"(?:明治|大正|昭和|平成|令和|(?:19|20)\d)(?:\d{1,2}|元)年")


@lru_cache(4096)
def likely_alone(text: str) -> float:
    """How likely a header of the upper level has nothing below."""
    if _ALONE.match(text):
        return 1.0
    return -1.0 if _GROUP.search(text) else -0.3 if dated(text) else 0.0


@lru_cache(4096)
def dated(text: str) -> bool:
    return is_dated(text) or is_year(text) or bool(_YEAR.search(text))
