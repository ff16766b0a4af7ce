"""What `meta.toml` says of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hakusho.config import nearest
from hakusho.errors import RejectedDocument
from hakusho.language import message
from hakusho.read.source import Metadata

_EDTF = re.compile(r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?")
_KEYS = ("title", "publisher", "published", "reference_date", "edition", "source_url", "license")


def metadata(known: Mapping[str, Any]) -> Metadata:
    """The metadata of one document. Raises RejectedDocument (`metadata`) for an unknown key or a date that is none."""
    if unknown := set(known) - set(_KEYS):
        hint = nearest(min(unknown), _KEYS) or message("; known are {names}", names=", ".join(_KEYS))
        raise RejectedDocument(
            "metadata", message("meta.toml: unknown key {unknown}{hint}", unknown=min(unknown), hint=hint)
        )
    given = {key: str(known[key]) for key in _KEYS if known.get(key) not in (None, "")}
    for key in ("published", "reference_date"):
        if key in given and not _EDTF.fullmatch(given[key]):
            raise RejectedDocument(
                "metadata",
                message("meta.toml: {key} = {given!r} is not a date like 2024-08", key=key, given=given[key]),
            )
    return Metadata(**given, reference_source="metadata" if "reference_date" in given else None)
