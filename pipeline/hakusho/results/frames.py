"""An extraction folder into pandas: the tables of the contract with real types, and the dimensions derived from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import SCHEMA_VERSION, TABLES, closed_vocabulary
from hakusho.results.dimensions import DIMENSIONS, instruments, offices, persons
from hakusho.results.meetings import meeting_ids, meetings


class Extraction(dict[str, pd.DataFrame]):
    """The tables of an extraction by name, each a DataFrame; `.run` is what `run.json` says.

    `extraction.dates` is the same as `extraction["dates"]`. The tables derived from them are had in the same way, and
    made when first asked for: `persons`, `offices`, `instruments` (see `hakusho.results.dimensions`) and `meetings`
    (`hakusho.results.meetings`); to go over the tables of the contract leaves them out.
    """

    run: dict[str, Any]

    def __missing__(self, name: str) -> pd.DataFrame:
        if name not in DIMENSIONS:
            raise KeyError(name)
        return self._derived[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("__") or (name not in self and name not in DIMENSIONS):
            raise AttributeError(name)
        return self[name]

    @cached_property
    def _derived(self) -> dict[str, pd.DataFrame]:
        held = offices(self)
        return {
            "persons": persons(self, held),
            "offices": held,
            "instruments": instruments(self),
            "meetings": meetings(self),
        }


def manifest(folder: Path) -> dict[str, Any]:
    """What `run.json` says of a folder. Raises HakushoError where there is none, or a run is under way."""
    path = folder / "run.json"
    try:
        run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise HakushoError(
            message("{folder}: no run.json, so no finished extraction; `hakusho run` makes one", folder=folder)
        ) from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise HakushoError(message("{path}: cannot be read: {error}", path=path, error=error)) from None
    if not isinstance(run, dict) or not isinstance(run.get("files", {}), dict):
        raise HakushoError(message("{path}: is not what a run writes; run `hakusho run` again", path=path))
    if run.get("state") == "writing":
        raise HakushoError(
            message("{folder}: a run is under way or was broken off; run `hakusho run` again", folder=folder)
        )
    if run.get("schema_version") != SCHEMA_VERSION:
        raise HakushoError(
            message(
                "{folder}: written with schema {old}, this is schema {new}; run `hakusho run` again",
                folder=folder,
                old=run.get("schema_version"),
                new=SCHEMA_VERSION,
            )
        )
    return run


def open_table(path: Path, run: Mapping[str, Any], *, verify: bool = True) -> Iterator[pa.NativeFile]:
    """A table's file, or in order its parts where it is a folder, each held open, with the hashes that `run.json` names.

    What is read from them later is what was hashed, even where a run puts another file in its place meanwhile. Raises
    HakushoError in one line.
    """
    files = run.get("files", {})
    names = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    there = [part.relative_to(path.parent).as_posix() for part in names]
    if verify and there != sorted(name for name in files if name.partition("/")[0] == path.name):
        raise HakushoError(
            message("{path}: is not the file that run.json speaks of; run `hakusho run` again", path=path)
        )
    yield from (_open(part, files[name] if verify else None) for part, name in zip(names, there, strict=True))


def _open(path: Path, known: str | None) -> pa.NativeFile:
    try:
        file = pa.memory_map(str(path))
        found = hashlib.sha256(file.read_buffer()).hexdigest() if known is not None else None
    except OSError as error:
        raise HakushoError(message("{path}: cannot be read: {error}", path=path, error=error)) from None
    if found != known:
        raise HakushoError(
            message("{path}: is not the file that run.json speaks of; run `hakusho run` again", path=path)
        )
    file.seek(0)
    return file


def load(folder: str | Path, *, verify: bool = True) -> Extraction:
    """The tables of an extraction folder as DataFrames, with the dimension tables derived from them.

    Days are datetime64, the contract's closed vocabularies categories, lists Python lists, whole numbers that may be
    missing Int64. Every `*_id` joins to the table it names: `date_id` and `anchor_id` to `dates.record_id`, `person_id`
    to `persons`, `agreement_id` to `instruments`, `meeting_id` to `meetings`, `doc_id` to `documents`. In these frames
    only, records with a `date_id` have that date's `earliest` and `latest`, people and commitments a `meeting_id`.

    With `verify` the hash of every table is compared with `run.json`, so that a mixture of two runs is refused.
    Raises HakushoError in one line.
    """
    folder = Path(folder)
    run = manifest(folder)
    tables = Extraction()
    tables.run = run
    for table in TABLES:
        path = folder / f"{table}.parquet"
        try:
            parts = [pq.read_table(part) for part in open_table(path, run, verify=verify)]
            tables[table] = typed(table, pa.concat_tables(parts))
        except (OSError, ValueError) as error:
            raise HakushoError(message("{path}: cannot be read: {error}", path=path, error=error)) from None
    _add_keys(tables)
    return tables


def typed(table: str, rows: pa.Table) -> pd.DataFrame:
    """Rows of a table as a DataFrame with the types that the contract gives its fields."""
    frame: pd.DataFrame = rows.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    for name, info in TABLES[table].model_fields.items():
        if (words := closed_vocabulary(info.annotation)) is not None:
            frame[name] = pd.Categorical(frame[name], categories=words)
        elif pa.types.is_date(kind := rows.schema.field(name).type):
            frame[name] = frame[name].astype("datetime64[ms]")
        elif pa.types.is_list(kind):
            frame[name] = pd.Series([list(values) for values in frame[name]], index=frame.index, dtype=object)
        elif pa.types.is_integer(kind) and not rows.schema.field(name).nullable:
            frame[name] = frame[name].astype("int64")
    return frame


def _add_keys(tables: Extraction) -> None:
    """The days of the governing date, and the meeting, beside the records that have one."""
    days = tables["dates"].set_index("record_id")[["earliest", "latest"]]
    for table in ("people", "agreements", "commitments"):
        frame = tables[table]
        for name in days:
            frame[name] = days[name].reindex(frame["date_id"]).to_numpy()
    tables["commitments"]["meeting_id"], tables["people"]["meeting_id"] = meeting_ids(tables)


def table(extraction: Extraction, table_id: str) -> pd.DataFrame:
    """One table as it was: row and column headers as (multi-level) index and columns, the cells' values in it.

    A cell without a value has its text, an empty one nothing. Shorter header paths are filled up with "". Raises
    HakushoError for a table_id that the extraction does not have.
    """
    cells = extraction["table_cells"]
    cells = cells[cells["table_id"] == table_id]
    if cells.empty:
        raise HakushoError(message("there is no table {table_id} in this extraction", table_id=table_id))
    rows = cells.drop_duplicates("row").sort_values("row")
    columns = cells.drop_duplicates("col").sort_values("col")
    frame = pd.DataFrame(index=rows["row"], columns=columns["col"], dtype=object)
    for row, col, value, sentence in cells[["row", "col", "value", "sentence"]].itertuples(index=False):
        frame.at[row, col] = value if pd.notna(value) else (sentence or None)
    frame.index = _headers(rows["row_headers"])
    frame.columns = _headers(columns["col_headers"])
    return frame.infer_objects()


def _headers(paths: pd.Series[Any]) -> pd.Index[Any]:
    depth = max([len(path) for path in paths] + [1])
    filled = [(*path, *[""] * (depth - len(path))) for path in paths]
    return pd.MultiIndex.from_tuples(filled) if depth > 1 else pd.Index([path[0] for path in filled])
