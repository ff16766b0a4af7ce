"""The documents of a folder that many machines read: a local path that all of them see, or any fsspec address."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from hakusho.errors import HakushoError, RejectedDocument
from hakusho.language import message
from hakusho.read import files


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a raw folder holds: its files (their `path` is only good on this machine, or an address), how many were
    passed over, and what `meta.toml` says of each."""

    address: str
    files: list[files.RawFile]
    passed_over: int
    known: Mapping[str, Mapping[str, Any]]


def is_remote(raw: str) -> bool:
    """Whether it is an address (`s3://bucket/raw`) rather than a path."""
    return "://" in raw


def find(raw: str) -> Inputs:
    """What is there, in order of doc_id. Raises HakushoError where nothing can be listed."""
    if not is_remote(raw):
        path = Path(raw).resolve()
        found, passed = files.find(path)
        root = path if path.is_dir() else path.parent
        return Inputs(str(root), found, passed, files.load_metadata(path))
    import fsspec

    try:
        system, root = fsspec.core.url_to_fs(raw)
        names = sorted(PurePosixPath(name).relative_to(root) for name in system.find(root))
        known = {}
        if PurePosixPath(files.METADATA_FILE) in names:
            with tempfile.TemporaryDirectory() as scratch:
                system.get_file(f"{root}/{files.METADATA_FILE}", str(Path(scratch) / files.METADATA_FILE))
                known = files.load_metadata(Path(scratch))
    except (OSError, ValueError, ImportError) as error:
        raise HakushoError(message("{raw}: cannot be listed: {error}", raw=raw, error=error)) from None
    kept = [name for name in names if not files.is_passed_over(Path(name))]
    if not names:
        raise HakushoError(message("{raw}: there is no such file or folder", raw=raw))
    found = sorted((_raw_file(name) for name in kept), key=lambda f: (f.doc_id, f.name))
    return Inputs(raw.rstrip("/"), found, len(names) - len(kept), known)


def _raw_file(name: PurePosixPath) -> files.RawFile:
    return files.RawFile(Path(name), name.as_posix(), unicodedata.normalize("NFC", name.with_suffix("").as_posix()))


@contextmanager
def at_hand(address: str, name: str, doc_id: str) -> Iterator[files.RawFile]:
    """A file of the folder on this machine's disk. Raises RejectedDocument where it cannot be fetched."""
    if not is_remote(address):
        yield files.RawFile(Path(address) / name, name, doc_id)
        return
    import fsspec

    with tempfile.TemporaryDirectory(prefix="hakusho-") as scratch:
        path = Path(scratch) / f"document{PurePosixPath(name).suffix}"
        try:
            system, root = fsspec.core.url_to_fs(address)
            system.get_file(f"{root}/{name}", str(path))
        except (OSError, ValueError) as error:
            raise RejectedDocument("unreadable", message("cannot be read: {error}", error=error)) from None
        yield files.RawFile(path, name, doc_id)
