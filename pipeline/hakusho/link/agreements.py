"""One identity for the same instrument across documents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from hakusho.config import vocabulary
from hakusho.extractors.agreements.words import known_instruments
from hakusho.records import AgreementRecord, DocumentRecords, Record

_MARKS = re.compile(r"[\s「」『』・()（）]")
_AGE = re.compile(r"^(?:新たな|新しい|新|旧|(?<![0-9])[0-9]{2}(?=\D))")
# Names that many instruments have: one of them is told from the others only by its document and its parties.
_COMMON = re.compile(
    r"(?:新たな|今回の)?(?:共同|首脳|閣僚|大臣|議長|日[一-龥]{1,3}(?:首脳|外相|共同)?)?(?:共同)?(?:声明|発表|文書|コミュニケ|覚書|協定|計画|指針|宣言|ガイドライン|ロードマップ|報告書?|行動計画|協力覚書)"
)


def link_agreements(documents: list[DocumentRecords]) -> None:
    """Give every agreement its `agreement_id`, in place.

    An instrument of the configuration has its official name there; any other the normalized full name with its parties,
    and where that name is one that many instruments bear, the document besides.
    """
    for document in documents:
        rows = document.records.get("agreements")
        if rows:
            document.records["agreements"] = [_linked(row) for row in rows]


def _linked(row: Record) -> Record:
    assert isinstance(row, AgreementRecord)
    return row.model_copy(update={"agreement_id": identity(row)})


def identity(row: AgreementRecord) -> str:
    """The identifier of the instrument of a record, the same in every document and every run."""
    name = _plain(row.name)
    if (known := _known().get(name)) is not None:
        return vocabulary().instruments.instrument[known].name
    age = _AGE.match(name)
    if age and (known := _known().get(name[age.end() :])) is not None:
        return f"{_generation(age[0])}{vocabulary().instruments.instrument[known].name}"
    if not age:
        for alias in row.aliases:
            if (known := _known().get(_plain(alias))) is not None:
                return vocabulary().instruments.instrument[known].name
    parts = [name, "-".join(row.parties)]
    if _COMMON.fullmatch(name):
        parts.append(row.doc_id)
    return "/".join(part for part in parts if part)


@lru_cache(maxsize=1)
def _known() -> dict[str, int]:
    return {_plain(name): n for name, n in known_instruments().items()}


def _generation(age: str) -> str:
    return "新" if age in ("新たな", "新しい") else age


def _plain(name: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))
