"""Blocks of finished documents, where they lie in the cluster: what of them the driver needs, and their files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import ray

from hakusho.pipeline.packing import unpack
from hakusho.records import DocumentRecords
from hakusho.write.parts import part

Row = dict[str, Any]


def _light(block: pa.Table) -> list[Row]:
    """The rows of a block without the documents themselves."""
    rows: list[Row] = block.drop_columns(["packed"]).to_pylist()
    return rows


def _part(block: pa.Table, changed: Mapping[int, bytes], whole: Mapping[int, bytes]) -> dict[str, bytes]:
    """The files of a block; `changed` are the linked tables of its documents, `whole` the documents already complete."""

    def documents() -> Iterator[DocumentRecords]:
        for n in numbers:
            yield unpack(whole[n]) if n in whole else merged(_packed(block, n), changed[n])

    # Named by the first document, so that the parts in order of their names are in the order of the documents.
    numbers = sorted({*changed, *whole})
    return part(numbers[0], documents())


def _packed(block: pa.Table, number: int) -> bytes:
    """One document of a block."""
    data: bytes = block.column("packed")[block.column("n").to_pylist().index(number)].as_py()
    return data


def merged(packed: bytes, linked: bytes) -> DocumentRecords:
    """A document with its linked tables in the place of those it had."""
    document = unpack(packed)
    return DocumentRecords(document.document, {**document.records, **unpack(linked).records})


def set_aside(document: DocumentRecords) -> Counter[tuple[str, str]]:
    """How many records of which type were set aside for which reason."""
    return Counter((str(d.type), str(d.reason)) for d in document.records.get("discarded", []))  # type: ignore[attr-defined]


# They run beside the actors and wait for none of them: who asks keeps few under way.
light_task: Any = ray.remote(num_cpus=0)(_light)
packed_task: Any = ray.remote(num_cpus=0)(_packed)
part_task: Any = ray.remote(num_cpus=0)(_part)
