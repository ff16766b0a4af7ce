"""The store of finished documents, not yet linked: by everything that their records depend on."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Container, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from hakusho.config import fingerprint, settings
from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.pipeline.packing import unpack
from hakusho.read import files
from hakusho.records import TABLES, DocumentRecords, digest
from hakusho.tag.cache import Cache
from hakusho.tag.versions import versions


def open_store(state: Path | None, scratch: Path) -> Cache:
    """Finished documents, not yet linked, by everything that they depend on."""
    size = settings().tagging.store_mb * 1_000_000
    if state is not None and size:
        try:
            return Cache(state / "cache" / "documents.sqlite", size)
        except OSError:
            pass
    return Cache(scratch / "documents.sqlite", size)


class DamagedStoreError(HakushoError):
    """The store does not give back what was put in it."""


def fetch(store: Cache, key: bytes, tables: Container[str] = TABLES) -> DocumentRecords:
    """A document with its records, of `tables` alone where they are named. Raises DamagedStoreError."""
    try:
        return unpack(store.get({key})[key], tables)
    except (KeyError, ValueError, zlib.error) as error:
        raise DamagedStoreError(message("the store of finished documents is damaged: {error}", error=error)) from error


def key_of(file: files.RawFile, known: Mapping[str, Any]) -> bytes:
    """What a document's records depend on: its name, bytes and metadata, the rules and words, the code and its versions."""
    about = json.dumps({k: str(v) for k, v in known.items()}, sort_keys=True, ensure_ascii=False)
    parts = (file.doc_id, file.name, file.sha256, about, fingerprint(), _code(), repr(sorted(versions().items())))
    return bytes.fromhex(digest(*parts, length=64))


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of this package's modules: a changed line of code is a changed result, as far as the store can know."""
    state = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        state.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()
