"""An extraction folder as the records it holds: rows of the contract, read table by table as they are asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow.dataset as ds
from pydantic import ValidationError

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import TABLES, Document, Record, Row
from hakusho.results.frames import manifest, open_table


class Stored:
    """A finished extraction. Raises HakushoError in one line where the folder holds none, or a mixture of two runs."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.run: dict[str, Any] = manifest(self.folder)
        self._open: dict[str, Any] = {}

    def records(self, table: str, *, doc_id: str | None = None, **equal: str) -> list[Record]:
        """The records of a table in the order written: of one document, and with the given values in their fields."""
        wanted = {**({"doc_id": doc_id} if doc_id is not None else {}), **equal}
        return [row for row in self._rows(table, wanted) if isinstance(row, Record)]

    def document(self, doc_id: str) -> Document:
        """A document with its text."""
        (row,) = self._rows("documents", {"doc_id": doc_id})
        assert isinstance(row, Document)
        return row

    def documents(self) -> dict[str, Document]:
        """All documents with their texts by doc_id, in order."""
        rows = [row for row in self._rows("documents", {}) if isinstance(row, Document)]
        return {row.doc_id: row for row in sorted(rows, key=lambda row: row.doc_id)}

    def column(self, table: str, name: str) -> list[Any]:
        """One field of all rows of a table."""
        values: list[Any] = self._dataset(table).to_table(columns=[name]).column(name).to_pylist()
        return values

    def find_document(self, name: str) -> str:
        """The doc_id that a person means: the doc_id itself, the file's path, or the end of either where only one has it.

        Separators may be the system's own. Raises HakushoError that names the nearest.
        """
        asked = unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./")
        ids: list[str] = self.column("documents", "doc_id")
        paths: list[str] = self.column("documents", "path")
        known = dict(zip(ids, paths, strict=True))
        if asked in known:
            return asked
        stem = PurePosixPath(asked).with_suffix("").as_posix() if asked.strip("./") else asked
        for candidate in (asked, stem):
            found = [i for i in ids if _ends_with(i, candidate) or _ends_with(known[i], candidate) or candidate == i]
            if not found:
                found = [i for i in ids if _ends_with(candidate, i)]
            if len(found) == 1:
                return found[0]
            if found:
                raise HakushoError(
                    message("{name} may be any of {found}; name more of its path", name=name, found=listed(found))
                )
        raise HakushoError(
            message("no document {name} in {folder}{hint}", name=name, folder=self.folder, hint=did_you_mean(stem, ids))
        )

    def _rows(self, table: str, equal: dict[str, str]) -> list[Row]:
        condition = None
        for name, value in equal.items():
            test = ds.field(name) == value
            condition = test if condition is None else condition & test
        model = TABLES[table]
        try:
            return [model.model_validate(row) for row in self._dataset(table).to_table(filter=condition).to_pylist()]
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise HakushoError(
                message(
                    "{folder}: {table} has a row that is none: {where}: {problem}",
                    folder=self.folder,
                    table=table,
                    where=where,
                    problem=first["msg"],
                )
            ) from None

    def _dataset(self, table: str) -> Any:
        if table not in self._open:
            path = self._path(table)
            try:
                parquet = ds.ParquetFileFormat()
                parts = [parquet.make_fragment(part) for part in open_table(path, self.run)]
                self._open[table] = ds.FileSystemDataset(parts, parts[0].physical_schema, parquet)
            except (OSError, ValueError) as error:
                raise HakushoError(message("{path}: cannot be read: {error}", path=path, error=error)) from None
        return self._open[table]

    def _path(self, table: str) -> Path:
        """A table is a file, or a folder of parts under the same name."""
        if (path := self.folder / f"{table}.parquet").exists():
            return path
        raise HakushoError(
            message("{folder}: there is no {table}.parquet; run `hakusho run` again", folder=self.folder, table=table)
        )


def did_you_mean(asked: str, known: Iterable[str]) -> str:
    """The end of an error message: the nearest known name, or how to go on where none is near."""
    import difflib

    names = list(known)
    near = difflib.get_close_matches(asked, names, n=1, cutoff=0.4)
    if near:
        return message("; did you mean {near}?", near=near[0])
    return message("; it has {names}", names=listed(names)) if names else message("; it has none")


def listed(names: Iterable[str], most: int = 5) -> str:
    """The first few names in one line."""
    some = list(names)
    first = ", ".join(some[:most])
    return message("{first} and {n} more", first=first, n=len(some) - most) if len(some) > most else first


def _ends_with(path: str, end: str) -> bool:
    """Whether the last parts of a path are those."""
    return bool(end) and (path == end or path.endswith(f"/{end}"))
