"""What the values of the records are called, in Japanese and English, and the one character that stands for an act."""

from __future__ import annotations

from functools import lru_cache

from hakusho.config import vocabulary

ACTS = {
    "negotiation_started": ("交", "交渉開始", "negotiation started"),
    "agreed_in_principle": ("筋", "大筋合意", "agreed in principle"),
    "concluded": ("締", "締結", "concluded"),
    "formulated": ("策", "策定", "formulated"),
    "adopted": ("採", "採択", "adopted"),
    "announced": ("表", "発表", "announced"),
    "signed": ("署", "署名", "signed"),
    "approved": ("承", "承認", "approved"),
    "ratified": ("批", "批准", "ratified"),
    "acceded": ("加", "加入", "acceded"),
    "entered_into_force": ("発", "発効", "in force"),
    "amended": ("改", "改正", "amended"),
    "extended": ("延", "延長", "extended"),
    "terminated": ("終", "終了", "terminated"),
}
"""The acts of an agreement: one character, Japanese, English."""

COMMITMENTS = {
    "agreed": ("一致・合意", "agreed"),
    "decided": ("決定", "decided"),
    "confirmed": ("確認", "confirmed"),
    "reaffirmed": ("再確認", "reaffirmed"),
    "welcomed": ("歓迎", "welcomed"),
    "condemned": ("非難", "condemned"),
    "emphasized": ("強調", "emphasized"),
    "stated": ("表明", "stated"),
    "discussed": ("協議", "discussed"),
    "instructed": ("指示", "instructed"),
}

STATUS = {
    "done": ("", ""),
    "planned": ("予定", "planned"),
    "ongoing": ("進行中", "ongoing"),
    "negated": ("未・否定", "not done"),
}

KINDS = {
    "treaty": ("条約", "treaty"),
    "agreement": ("協定", "agreement"),
    "exchange_of_notes": ("交換公文", "exchange of notes"),
    "memorandum": ("覚書", "memorandum"),
    "arrangement": ("取決め", "arrangement"),
    "joint_statement": ("共同声明", "joint statement"),
    "guidelines": ("指針", "guidelines"),
    "declaration": ("宣言", "declaration"),
    "plan": ("計画", "plan"),
    "resolution": ("決議", "resolution"),
    "report": ("報告", "report"),
}

RESOLUTIONS = {
    "explicit": ("そのまま", "explicit"),
    "era": ("元号", "era"),
    "two_digit_year": ("2桁の年", "two-digit year"),
    "anaphoric": ("照応（同年など）", "anaphoric"),
    "document": ("文書の基準日", "reference date"),
}

REASONS = {
    "overlap": ("重複", "overlap"),
    "negative": ("除外規則", "ruled out"),
    "invalid": ("不正な値", "invalid"),
    "rejected_in_review": ("点検で却下", "rejected in review"),
}

TYPES = {
    "dates": ("日付", "dates"),
    "people": ("人物", "people"),
    "agreements": ("協定・文書", "agreements"),
    "commitments": ("合意・発言", "commitments"),
    "tables": ("表", "tables"),
    "table_cells": ("表のセル", "table cells"),
}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The name in the vocabulary; in place of a long one the next, where that is shorter (米国, 豪州)."""
    found = {}
    for country in vocabulary().countries.country:
        other = country.names[0] if country.names else country.name
        found[country.code] = other if len(country.name) > 5 and len(other) < len(country.name) else country.name
    return found


def party(code: str) -> str:
    """A country by its Japanese name, an organization by the name it has in the records."""
    return _countries().get(code, code)


def parties(codes: tuple[str, ...] | list[str]) -> str:
    """Several of them, in the order given."""
    return "・".join(party(code) for code in codes)
