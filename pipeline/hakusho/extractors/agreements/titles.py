"""Documents that are known by a title in quotation marks alone, whose last word is that of no kind: 「…への呼びかけ」に署名した."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hakusho.extractors.agreements.words import act_pattern, domestic_nouns

# What can be done to a paper of any title. Only instruments of a kind are ratified, come into force and end.
TITLED_ACTS = ("signed", "adopted", "announced", "formulated", "approved", "agreed_in_principle")

_TITLE = re.compile(r"(?<![ぁ-ん]と)[「『](?P<title>[^「」『』。\n]{4,70})[」』]")
# What stands between a title and its act; と題する and という lead to another noun.
_TO_ACT = re.compile(
    r"(?:\([^()]{1,60}\)){0,2}(?:等|など|ほか)?(?:(?:を(?!(?:テーマ|題材|議題|主題|スローガン|キーワード|合言葉|目標|目的|柱|軸|コンセプト)(?:に|と))|に(?!基づ|関|つい|沿|よ|対|おい|向)|が|は|も)|の(?=署名|調印|採択|発表|発出|公表|策定|取りまとめ|承認)"
    r"|という[2-9二三四五]つの(?:[一-龥]{2})?文書[をがに]"
    r"|(?=署名|調印|採択|発表|発出|公表|策定)|(?:、|及び|並びに|や|と)(?=[「『]))"
)
# Titles of meetings, bodies, laws, works and days, and sentences that are quoted.
_NO_DOCUMENT = re.compile(
    r"(?:会[合議談]|委員会|対話|協議|セミナー|シンポジウム|フォーラム|サミット|プロジェクト|事業|法|機構|センター|グループ|チーム|部会|賞|年|日|月間|週間|計|展|祭|版"
    r"|年計画[一-龥]{0,2}|政策|体制|制度|構想|問題|事件|運動|政権|内閣|演説|談話|講演|[うくすつぬむるたいだ]|です|ます|(?:する|した|された|される|ている)[一-龥ァ-ヴー]{1,8})$"
)
# 発出された「…パートナーシップ」を踏まえ: the act stands before it.
_DONE = re.compile(r"(?:署名|採択|発出|発表|公表|策定|取りまとめ)(?:された|した|られた)$")
_NOTE_OR_USE = re.compile(
    r"\s?(?:[0-9]{1,2}\s?)?(?:\([^()]{1,40}\)\s?)?(?:を(?:踏まえ|受け)|に(?:基づ|沿|おいて)|では|は)"
)
_PLANS = re.compile(r"(?:プラン|アプローチ|枠組み?|パートナーシップ|プログラム|戦略|目標|パッケージ)(?:20[0-9]{2})?$")


def titles(text: str) -> Iterator[tuple[int, int, str]]:
    """Every quotation that may be such a title, as (start, end, kind), the quotation marks left out."""
    for match in _TITLE.finditer(text):
        title, start = match["title"], match.start("title")
        go_on = _TO_ACT.match(text, match.end())
        done = _DONE.search(text, max(0, match.start() - 16), match.start())
        if done and not _NO_DOCUMENT.search(title) and _NOTE_OR_USE.match(text, match.end()):
            yield start, match.end("title"), _kind(title)
            continue
        if go_on is None or _NO_DOCUMENT.search(title) or title.endswith(tuple(sorted(domestic_nouns()))):
            continue
        if go_on[0].endswith(("「", "『")) or act_pattern()[0].search(text, go_on.end(), go_on.end() + 40):
            yield start, match.end("title"), _kind(title)


def _kind(title: str) -> str:
    """The kind of a paper by the last word of its title."""
    title = re.sub(r"\([A-Za-z]{2,8}\)$", "", title)  # 協力合意(MOC)
    return "agreement" if title.endswith("合意") else "plan" if _PLANS.search(title) else "joint_statement"
