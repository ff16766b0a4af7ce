"""An extraction folder back into pandas."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from hakusho.errors import HakushoError
from hakusho.records import SCHEMA_VERSION, TABLES


class Extraction(dict[str, pd.DataFrame]):
    """The tables of an extraction by name, each a DataFrame; `.run` is what `run.json` says.

    `extraction.dates` is the same as `extraction["dates"]`.
    """

    run: dict[str, Any]

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def manifest(folder: Path) -> dict[str, Any]:
    """What `run.json` says of a folder. Raises HakushoError where there is none, or a run is under way."""
    path = folder / "run.json"
    try:
        run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise HakushoError(f"{folder}: no run.json, so no finished extraction; `hakusho run` makes one") from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise HakushoError(f"{path}: cannot be read: {error}") from None
    if not isinstance(run, dict) or not isinstance(run.get("files", {}), dict):
        raise HakushoError(f"{path}: is not what a run writes; run `hakusho run` again")
    if run.get("state") == "writing":
        raise HakushoError(f"{folder}: a run is under way or was broken off; run `hakusho run` again")
    if run.get("schema_version") != SCHEMA_VERSION:
        raise HakushoError(
            f"{folder}: written with schema {run.get('schema_version')}, this is schema {SCHEMA_VERSION}; run `hakusho run` again"
        )
    return run


def open_table(path: Path, run: Mapping[str, Any], *, verify: bool = True) -> pa.NativeFile:
    """A table's file, held open, with the hash that `run.json` names.

    What is read from it later is what was hashed, even where a run puts another file in its place meanwhile. Raises
    HakushoError in one line.
    """
    try:
        file = pa.memory_map(str(path))
        known = run.get("files", {}).get(path.name) if verify else None
        found = hashlib.sha256(file.read_buffer()).hexdigest() if known is not None else None
    except OSError as error:
        raise HakushoError(f"{path}: cannot be read: {error}") from None
    if found != known:
        raise HakushoError(f"{path}: is not the file that run.json speaks of; run `hakusho run` again")
    file.seek(0)
    return file


def load(folder: str | Path, *, verify: bool = True) -> Extraction:
    """The tables of an extraction folder as DataFrames.

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
            # a table may also be a folder of parts, which no hash speaks of
            source = path if path.is_dir() else open_table(path, run, verify=verify)
            tables[table] = pq.read_table(source).to_pandas(date_as_object=True)
        except (OSError, ValueError) as error:
            raise HakushoError(f"{path}: cannot be read: {error}") from None
    return tables


def table(extraction: Extraction, table_id: str) -> pd.DataFrame:
    """One table as it was: row and column headers as (multi-level) index and columns, the cells' values in it.

    A cell without a value has its text, an empty one nothing. Shorter header paths are filled up with "". Raises
    HakushoError for a table_id that the extraction does not have.
    """
    cells = extraction["table_cells"]
    cells = cells[cells["table_id"] == table_id]
    if cells.empty:
        raise HakushoError(f"there is no table {table_id} in this extraction")
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
