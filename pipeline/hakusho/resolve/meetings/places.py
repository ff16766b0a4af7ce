"""Where a meeting was held: the place that its sentence gives."""

from __future__ import annotations

import re

from hakusho.resolve.document import Passage
from hakusho.resolve.meetings.names import Naming

_PLACE = re.compile(r"(?P<place>(?:[一-龥々ァ-ヶーA-Za-z]|・|\.){1,20})(?:において|にて|で)(?!一致|合意)、?")
_PLACE_TAIL = re.compile(
    r"(?:省|館|官邸|府|庁|公邸|本部|ホワイトハウス|会場|センター|ホテル|基地|形式|オンライン|電話|テレビ会議)$"
)
_NO_PLACE = re.compile(
    r"(?:会談|会合|協議|対話|サミット|会議|委員会|理事会|声明|宣言|発表|機会|分野|地域|観点|下|中|間|上|点|期間|共同|双方|次|前後|日|月|年|こと|もの|意味|形|理由|背景|認識)$"
)
_PLACES = frozenset(
    {"City", "Country", "Province", "GPE_Other", "County", "Government", "Facility_Other", "Domestic_Region"}
)


def place_of(passage: Passage, first: int, last: int, naming: Naming) -> str | None:
    """The place that a sentence gives for a meeting, as written (東京, 外務省); None where it gives none."""
    for match in _PLACE.finditer(passage.text, first, last):
        place = match["place"]
        if len(place) < 2 or _NO_PLACE.search(place) or match.end() - naming.end > 60:
            continue
        tokens = passage.doc.char_span(match.start("place"), match.end("place"), alignment_mode="expand")
        proper = tokens is not None and any(t.ent_type_ in _PLACES for t in tokens)
        if proper or _PLACE_TAIL.search(place):
            return place
    return None
