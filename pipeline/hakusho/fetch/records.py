"""What is written down of a fetched document: its entry in meta.toml, its checksum."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from hakusho.errors import HakushoError
from hakusho.fetch.catalogue import WebSource
from hakusho.language import message

META = "meta.toml"
SUMS = ".sha256sums"  # in the form that `sha256sum -c` reads
_KEYS = ("title", "publisher", "published", "reference_date", "edition", "license")


def record(folder: Path, source: WebSource, sha256: str) -> None:
    """Add what is known of a document to the folder's files; an entry that somebody wrote stays as it is."""
    meta = folder / META
    text = meta.read_text(encoding="utf-8-sig") if meta.is_file() else ""
    try:
        known = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HakushoError(message("{meta}: {error}", meta=meta, error=error)) from None
    if source.id not in known:
        values = {key: value for key in _KEYS if (value := getattr(source, key))} | {"source_url": source.url}
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
        entry = "\n".join([f"[{source.id}]", *lines]) + "\n"
        _write(meta, f"{text.rstrip()}\n\n{entry}" if text.strip() else entry)
    sums = folder / SUMS
    old = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []
    kept = [line for line in old if line.partition("  ")[2] != source.file_name]
    _write(
        sums, "".join(f"{line}\n" for line in sorted([*kept, f"{sha256}  {source.file_name}"], key=lambda s: s[66:]))
    )


def _write(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
