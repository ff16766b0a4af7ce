"""The extraction folder explains itself: to Frictionless, to JSON Schema, in English and Japanese."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet as pq
import pytest
from frictionless import Package, Resource, Schema

from hakusho.records import TABLES, Record
from hakusho.write.wording import _words, field_wording, table_wording

EXTRACTED = Path(__file__).parents[1] / "extracted"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]|URL")


def test_the_descriptor_is_valid() -> None:
    package = Package(EXTRACTED / "datapackage.json")
    assert Package.validate_descriptor(package.to_descriptor()).valid
    assert [r.name.replace("-", "_") for r in package.resources] == list(TABLES)
    for resource in package.resources:
        assert (EXTRACTED / str(resource.path)).is_file()
        assert (EXTRACTED / resource.custom["jsonSchema"]).is_file()


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_what_the_descriptor_says(table: str) -> None:
    package = Package(EXTRACTED / "datapackage.json")
    described = package.get_resource(table.replace("_", "-"))
    rows = pq.read_table(EXTRACTED / f"{table}.parquet").to_pylist()
    assert described.rows == len(rows)
    if rows:
        schema = Schema.from_descriptor({**described.schema.to_descriptor(), "foreignKeys": []})
        report = Resource(data=rows, schema=schema).validate()
        assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_what_its_json_schema_says(table: str) -> None:
    schema = json.loads((EXTRACTED / "schemas" / f"{table}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for row in pq.read_table(EXTRACTED / f"{table}.parquet").to_pylist():
        validator.validate(json.loads(json.dumps(row, default=str)))
        with pytest.raises(jsonschema.ValidationError):
            validator.validate({**json.loads(json.dumps(row, default=str)), "unheard_of": 1})


@pytest.mark.parametrize("table", TABLES)
def test_every_field_is_worded_in_both_languages(table: str) -> None:
    said: list[Any] = [table_wording(table), *(field_wording(table, name) for name in TABLES[table].model_fields)]
    for words in said:
        assert words.title and words.description
        assert JAPANESE.search(words.title_ja) and JAPANESE.search(words.description_ja)


def test_nothing_is_worded_that_is_no_field() -> None:
    known = {table: set(model.model_fields) for table, model in TABLES.items()}
    own = {t: names - set(Record.model_fields) if t != "documents" else names for t, names in known.items()}
    worded = {section: set(names) for section, names in _words().items()}
    assert worded == {"tables_of_the_extraction": set(TABLES), "record": set(Record.model_fields), **own}
