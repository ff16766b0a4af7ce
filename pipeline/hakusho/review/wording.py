"""The words of the page in English and Japanese."""

from __future__ import annotations

from hakusho.language import LANGUAGES
from hakusho.language import language as of_the_person
from hakusho.show.wording import LABELS

_WORDS: dict[str, tuple[str, str]] = {
    "review": ("Review", "確認"),
    "queue": ("Queue", "一覧"),
    "document": ("Document", "文書"),
    "type": ("Type", "種類"),
    "rule": ("Rule", "規則"),
    "act": ("Act", "行為"),
    "resolution": ("Resolution", "解決"),
    "status": ("Review", "確認状況"),
    "change": ("Change", "変更"),
    "all": ("all", "すべて"),
    "open": ("to decide", "未決定"),
    "unreviewed": ("not reviewed", "未確認"),
    "changed": ("changed, decide again", "変更あり・再確認"),
    "accepted": ("accepted", "承認"),
    "corrected": ("corrected", "修正"),
    "rejected": ("rejected", "却下"),
    "gained": ("gained", "追加された"),
    "lost": ("lost", "失われた"),
    "replaced": ("replaced", "置き換わった"),
    "moved": ("moved", "移動した"),
    "value_changed": ("changed", "変わった"),
    "accept": ("Accept", "承認"),
    "reject": ("Reject", "却下"),
    "correct": ("Correct", "修正"),
    "bring_back": ("Bring back", "戻す"),
    "right_gone": ("Rightly gone", "なくてよい"),
    "undo": ("Undo", "取り消す"),
    "save": ("Save", "保存"),
    "cancel": ("Cancel", "やめる"),
    "help": ("Keys", "キー操作"),
    "close": ("Close", "閉じる"),
    "filter": ("Filter", "絞り込み"),
    "next": ("Next", "次へ"),
    "previous": ("Previous", "前へ"),
    "part": ("part", "部分"),
    "of": ("of", "/"),
    "to_go": ("to decide", "件が未決定"),
    "in_filter": ("in this list", "件を表示中"),
    "nothing": ("Nothing is left in this list.", "この一覧に残りはありません。"),
    "none": ("none", "なし"),
    "yes": ("yes", "はい"),
    "span": ("Span", "範囲"),
    "content_span": ("Content", "内容の範囲"),
    "selection": ("Selected:", "選択中:"),
    "add": ("Add", "追加"),
    "as_span": ("as span", "範囲にする"),
    "as_content": ("as content", "内容にする"),
    "missing": ("Is anything missing?", "抜けはありませんか"),
    "missing_why": (
        "Say so when you have read the document and nothing of a type is missing. With text selected, it is said of "
        "that stretch only.",
        "文書を読み、その種類の抜けがないと分かったら押してください。本文を選択していれば、その範囲だけについて記録します。",
    ),
    "complete": ("Nothing missing", "抜けなし"),
    "complete_said": ("nothing missing, says", "抜けなし:"),
    "decided": ("decided", "決定済み"),
    "note": ("Note", "メモ"),
    "why_set_aside": ("Why", "理由"),
    "by": ("by", "確認者"),
    "section": ("Section", "見出し"),
    "shorter": ("one shorter", "一字縮める"),
    "longer": ("one longer", "一字伸ばす"),
    "start": ("start", "始め"),
    "end": ("end", "終わり"),
    "one_a_line": ("one a line", "一行に一つ"),
    "language": ("日本語", "English"),
    "saved": ("saved", "保存済み"),
    "saving": ("saving", "保存中"),
    "waiting": (
        "not saved yet: the review is not answering. Start `hakusho review` again and open its address; they will then be sent.",
        "件がまだ保存されていません。`hakusho review` を起動し直し、表示されたアドレスを開くと送信されます。",
    ),
    "unreachable": (
        "The review is not answering. Start `hakusho review` again and open its address.",
        "応答がありません。`hakusho review` を起動し直し、表示されたアドレスを開いてください。",
    ),
    "select_first": ("Select text in the document first.", "先に本文を選択してください。"),
    "nothing_to_undo": ("There is nothing to undo.", "取り消すものがありません。"),
    "undone": ("Undone.", "取り消しました。"),
    "again": (
        "Decided before, but the values have changed since.",
        "以前に決定しましたが、その後に値が変わりました。",
    ),
    "invalid": ("The correction no longer holds:", "修正を適用できません:"),
    "add_type": ("Add what is selected", "選択した語句を追加"),
    "cells": ("cells", "セル"),
    "more": ("more", "ほか"),
    "keys_move": ("next, previous record", "次、前の記録へ"),
    "keys_open": ("next one to decide", "次の未決定へ"),
    "keys_part": ("previous, next part of the document", "文書の前、次の部分へ"),
    "keys_span": ("selected text becomes the span", "選択した語句を範囲にする"),
    "keys_content": ("selected text becomes the content of a commitment", "選択した語句を合意・発言の内容にする"),
    "keys_add": (
        "add the selected text as date, person, agreement, commitment",
        "選択した語句を日付、人物、協定、合意・発言として追加",
    ),
    "keys_complete": ("nothing is missing in this document", "この文書に抜けがないことを記録"),
    "keys_filter": ("go to the filter", "絞り込みへ"),
    "keys_save": ("save a correction, leave it", "修正を保存、やめる"),
    "keys_help": ("this list", "この一覧"),
    "skip": ("To the queue", "一覧へ"),
}
_FIELDS = {
    "type": "種別",
    "value": "値",
    "mod": "修飾",
    "freq": "頻度",
    "calendar": "暦",
    "era": "元号",
    "era_year": "元号の年",
    "fiscal_year": "年度",
    "resolution": "解決",
    "earliest": "最初の日",
    "latest": "最後の日",
    "name": "名称",
    "title": "役職",
    "country": "国",
    "organization": "組織",
    "former": "前・元",
    "honorific": "敬称",
    "date": "日付",
    "full_name": "完全な名前",
    "person_id": "人物ID",
    "agreement_id": "文書ID",
    "aliases": "別名",
    "kind": "種別",
    "act": "行為",
    "status": "状態",
    "parties": "当事者",
    "actor": "主体",
    "content": "内容",
    "meeting": "会議",
    "place": "場所",
    "negated": "否定",
    "caption": "表題",
    "notes": "注",
    "unit": "単位",
    "format": "形式",
    "n_rows": "行数",
    "n_cols": "列数",
    "numeric": "数値の表",
    "row_headers": "行見出し",
    "col_headers": "列見出し",
    "secondary_value": "括弧内の値",
    "secondary_label": "括弧内の意味",
    "row": "行",
    "col": "列",
    "table_id": "表ID",
    "detail": "理由",
    "reason": "区分",
}
_VALUES = {
    "DATE": "日付",
    "TIME": "時刻",
    "DURATION": "期間",
    "SET": "反復",
    "START": "初め",
    "MID": "半ば",
    "END": "末",
    "APPROX": "およそ",
    "BEFORE": "より前",
    "AFTER": "より後",
    "ON_OR_BEFORE": "以前",
    "ON_OR_AFTER": "以降",
    "LESS_THAN": "未満",
    "MORE_THAN": "超",
    "gregorian": "西暦",
    "era": "元号",
    "both": "併記",
    "explicit": "明示",
    "two_digit_year": "二桁の年",
    "anaphoric": "照応",
    "document": "文書の日付",
    "treaty": "条約",
    "agreement": "協定",
    "exchange_of_notes": "交換公文",
    "memorandum": "覚書",
    "arrangement": "取決め",
    "joint_statement": "共同声明",
    "guidelines": "指針",
    "declaration": "宣言",
    "plan": "計画",
    "resolution": "決議",
    "report": "報告書",
    "negotiation_started": "交渉開始",
    "agreed_in_principle": "大筋合意",
    "signed": "署名",
    "concluded": "締結",
    "approved": "承認",
    "ratified": "批准",
    "acceded": "加入",
    "entered_into_force": "発効",
    "amended": "改正",
    "extended": "延長",
    "adopted": "採択",
    "formulated": "策定",
    "announced": "発表",
    "terminated": "終了",
    "done": "実施済み",
    "planned": "予定",
    "ongoing": "進行中",
    "negated": "否定",
    "agreed": "一致",
    "confirmed": "確認",
    "reaffirmed": "再確認",
    "welcomed": "歓迎",
    "condemned": "非難",
    "emphasized": "強調",
    "decided": "決定",
    "instructed": "指示",
    "discussed": "議論",
    "stated": "表明",
}
_TYPES = {**LABELS, "table_cells": ("Table cells", "表のセル")}


class Words:
    """The words of one language; called with a key."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._n = LANGUAGES.index(language)

    def __call__(self, key: str) -> str:
        return _WORDS[key][self._n]

    def type(self, table: str) -> str:
        return _TYPES[table][self._n] if table in _TYPES else table

    def field(self, name: str) -> str:
        return _FIELDS.get(name, name) if self._n else name.replace("_", " ")

    def value(self, value: object) -> str:
        """A value as it is read: what the contract has as a word, in the language of the page."""
        if value is True:
            return self("yes")
        if isinstance(value, list):
            return "、".join(map(str, value)) if self._n else ", ".join(map(str, value))
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            return f"{int(value):,}"
        text = str(value)
        if self._n:
            return _VALUES.get(text, text)
        return text.replace("_", " ") if text in _VALUES else text

    def script(self) -> dict[str, str]:
        """What the script of the page says by itself."""
        return {key: self(key) for key in _IN_SCRIPT}


_IN_SCRIPT = ("saving", "waiting", "unreachable", "select_first", "nothing_to_undo", "undone", "selection", "nothing")


def language(chosen: str | None, accepted: str) -> str:
    """The language of a page: the one chosen, else the first of Accept-Language that there is, else that of the
    command line."""
    if chosen in LANGUAGES:
        return str(chosen)
    ranked = []
    for n, part in enumerate(accepted[:500].split(",")):
        name, _, parameters = part.strip().partition(";")
        try:
            weight = float(parameters.partition("q=")[2] or 1)
        except ValueError:
            weight = 0.0
        ranked.append((-weight, n, name.strip().lower().partition("-")[0]))
    return next((name for weight, _, name in sorted(ranked) if name in LANGUAGES and weight), of_the_person())
