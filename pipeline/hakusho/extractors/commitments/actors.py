"""Who acts: noun phrases that name governments, ministers, leaders, forces, their meetings and documents."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from hakusho.config import vocabulary
from hakusho.extractors.parties import parties_in

Kind = Literal["joint", "side", "person", "government", "document", "meeting", "speaker"]

_JOINT = re.compile(
    r"(?:双方|両者|両国|両政府|両[一-龥]{1,8}|(?:[二三四五六七八九十]|[2-9])(?:か国|カ国|ヶ国|ヵ国|国|者|首脳|閣僚|大臣|外相|防衛相|長官)"
    r"|我々|われわれ|各国|首脳|閣僚|外相|参加国|加盟国|締約国|構成国|メンバー国|政府間|国間|日米間)$"
)
_DOCUMENT = re.compile(
    r"(?:声明|宣言|共同発表|同発表|文書|指針|ガイドライン|決議|覚書|コミュニケ|憲章|行動計画|共同ビジョン|議長総括|中間報告|共同報告書)$"
)
_MEETING = re.compile(
    r"(?:「2\+2」|「2プラス2」|会談|会合|サミット|首脳会議|閣僚会議|大臣会議|閣僚理事会|首脳協議|対話|(?<!理)事会|^(?:同|本)?委員会|^本会議|(?:合同|協議)委員会(?:\([A-Z]{2,5}\))?)$"
)
_OFFICE_TAIL = re.compile(
    r"(?:大臣|大統領|首相|総理|長官|次官|議長|委員長|上級代表|事務総長|国王|皇太子|主席|書記長|総書記|外相|防衛相|国防相|財務相|農相|環境相|国防長|報道官|大使|公使|局長|幕僚長|幕長|司令官|国防部長|外交部長|国家主席|国務委員|国務長官|副長官|補佐官|政務官|首席|委員)$"
)
_SPEAKER = re.compile(r"(?:私|私ども|当方|我々閣僚)$")
_SIDE = re.compile(r"(?:側|先方|我が方|わが方)$")
_GOVERNMENT = re.compile(r"(?:わが国|我が国|政府|国防当局|防衛当局|外交当局|当局|内閣|代表団)$")
# Bodies that advise a government, learn or trade: what they state is not a government's act.
_OTHER = re.compile(
    r"(?:審議会|研究会|検討会|有識者会議|懇談会|分科会|専門家会合|協会|連盟|研究所|大学|機構|法人|会社|企業|社|団体|学会|教授|研究員|社長|会長|参加者|住民|専門家|記者|市長|町長|村長|知事)$"
)
_TRAILING = re.compile(r"(?:\([^()]{1,40}\)|自身|ら|等|など|側|の間|間|両政府|政府|双方)$")


def kind_of(phrase: str) -> Kind | None:
    """What sort of actor a noun phrase names; None where it names none of those the contract counts."""
    if _SPEAKER.search(phrase):
        return "speaker"
    plain = re.sub(r"\([^()]{1,40}\)$", "", phrase)
    if _OTHER.search(plain):
        return None
    for kind, pattern in (
        ("side", _SIDE),
        ("joint", _JOINT),
        ("document", _DOCUMENT),
        ("meeting", _MEETING),
        ("person", _OFFICE_TAIL),
        ("government", _GOVERNMENT),
    ):
        if pattern.search(plain):
            return kind  # type: ignore[return-value]
    if _titles().search(plain):
        return "person"
    if _bodies().search(plain):
        return "government"
    tail = plain[-12:]
    if parties_in(tail) and _ends_with_party(plain):
        return "government"
    return None


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    groups = {
        "cabinet",
        "head_of_state",
        "foreign_minister",
        "international",
        "command",
        "diplomat",
        "ministry",
        "military_rank",
    }
    words = {w for o in vocabulary().offices.office if o.group in groups for w in (o.title, *o.aliases)}
    return re.compile("(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")$")


@lru_cache(maxsize=1)
def _bodies() -> re.Pattern[str]:
    words = {w for b in vocabulary().organizations.body for w in (b.name, *b.names)}
    return re.compile("(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")$")


@lru_cache(maxsize=1)
def _party_names() -> re.Pattern[str]:
    names = {n for c in vocabulary().countries.country for n in (c.name, *c.names)}
    names |= {n for o in vocabulary().organizations.organization for n in o.names}
    return re.compile("(?:" + "|".join(re.escape(w) for w in sorted(names, key=lambda w: (-len(w), w))) + ")$")


def _ends_with_party(phrase: str) -> bool:
    return bool(
        _party_names().search(phrase)
        or re.search(r"(?:日米|日中|日韓|米中|日英|日豪|日露|日米韓|日米豪)(?:韓|豪|印|比)?$", phrase)
    )
