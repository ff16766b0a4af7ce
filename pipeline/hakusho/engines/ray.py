"""Many machines: Ray Data, one actor for each model.

Documents go to the actors in blocks and come back packed, as the local engine packs them, and stay with the cluster.
The driver sees only what linking needs, people and agreements; what it linked goes back to where the documents are,
and each block becomes one part of every table. A worker or a node that dies costs a retry of its block; a block that
is lost all the same is done again document by document, and a document that is lost even then is named and set aside.
"""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import ray
import ray.data
from ray.exceptions import RayError

from hakusho.config import fingerprint
from hakusho.engines import inputs
from hakusho.engines.blocks import Row, light_task, merged, packed_task, part_task, set_aside
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.language import message, packed, unpacked
from hakusho.pipeline import Result, destination
from hakusho.pipeline.folder import LINKED, described, only_run, persons
from hakusho.pipeline.packing import pack, unpack
from hakusho.read import files
from hakusho.records import TABLES, DocumentRecords
from hakusho.review import log as review
from hakusho.review.run import Reviewed
from hakusho.tag.versions import versions
from hakusho.write.parts import write_parts

# Blocks for each worker: few enough that their bookkeeping is small, enough that the last one is not waited for long.
_BLOCKS = 16
_RETRIES = 3
# Seconds in which no block arrives before what is missing counts as lost: Ray makes lost blocks again by itself, but it
# may wait for a processor that the actor to do it holds.
_PATIENCE = 60.0


def run(
    raw: str,
    out: str | Path | None = None,
    *,
    address: str | None = None,
    workers: int | None = None,
    decisions: Path | None = None,
) -> Result:
    """Extract the documents of a folder, local or any fsspec address, on a Ray cluster, and write them to `out`.

    `address` is that of a running cluster (`auto`, `ray://host:10001`); without one a cluster is started on this
    machine. `workers` is the number of actors, by default one for each CPU of the cluster; `decisions` is the file of
    what people decided. Every node needs hakusho with
    the same rules and versions, and sees `raw` by the same name. Raises HakushoError where nothing can be done.
    """
    out = destination(raw, out)
    found = inputs.find(raw)
    if decisions is not None:
        review.check(decisions)
    with only_run(out), _cluster(address):
        return _run(found, out, workers or max(1, int(ray.cluster_resources().get("CPU", 1))), decisions)


def _run(found: inputs.Inputs, out: Path, workers: int, decisions: Path | None) -> Result:
    result = Result(passed_over=found.passed_over)
    rows: list[Row] = []
    for file, twin in files.each(found.files):
        if twin is None:
            rows.append({"n": len(rows), "doc_id": file.doc_id, "name": file.name})
        else:
            same = message("it would have the same doc_id {doc_id} as {twin}", doc_id=file.doc_id, twin=twin.name)
            result.rejected.append(_rejection(file.doc_id, file.name, "duplicate", same))
    blocks = _extract(found, rows, workers, min(len(rows), workers * _BLOCKS))
    seen = {row["n"] for _, light in blocks for row in light}
    if lost := [row for row in rows if row["n"] not in seen]:
        blocks += _extract(found, lost, workers, len(lost), cpus=0)
        seen = {row["n"] for _, light in blocks for row in light}
    lost = [row for row in rows if row["n"] not in seen]
    result.rejected += [_rejection(r["doc_id"], r["name"], "crashed", message("its worker process died")) for r in lost]
    linked = _link([row for _, light in blocks for row in light], result)
    hashes = {d.document.path: d.document.sha256 for d in linked.values()}
    reviewed = Reviewed(decisions, persons(linked.values()))
    decided = _decide(blocks, linked, reviewed, result)
    about = described(result, hashes) | reviewed.about()
    write_parts(out, _parts(blocks, linked, decided, workers), result.rejected, about)
    result.decisions = {k: n for k, n in about.get("decisions", {}).items() if isinstance(n, int)}
    return result


def _extract(
    found: inputs.Inputs, rows: list[Row], workers: int, n_blocks: int, cpus: float = 1
) -> list[tuple[Any, list[Row]]]:
    """The blocks of finished documents, where they lie in the cluster, each with what of it the driver needs; without
    those that were lost. `cpus` is what an actor asks of its node."""
    if not rows:
        return []
    try:
        done = ray.data.from_items(rows, override_num_blocks=n_blocks).map(
            _Extract,
            fn_constructor_args=(found.address, {k: dict(v) for k, v in found.known.items()}, _code()),
            compute=ray.data.ActorPoolStrategy(size=workers),
            num_cpus=cpus,
            max_restarts=_RETRIES,
            max_task_retries=_RETRIES,
        )
        blocks = done.materialize().to_arrow_refs()
    except RayError as error:
        raise HakushoError(message("Ray: {error}", error=str(error).strip().splitlines()[-1])) from None
    return _arrived(blocks, max(2, workers))


def _arrived(blocks: Sequence[Any], at_once: int) -> list[tuple[Any, list[Row]]]:
    """The blocks that can be had, in their order, each with its light rows; a few are asked for at a time, since Ray
    starts a process for each task that waits. What does not come while nothing else comes is lost."""
    lights: dict[int, list[Row]] = {}
    asked: dict[Any, int] = {}
    left = deque(range(len(blocks)))
    while left or asked:
        while left and len(asked) < at_once:
            n = left.popleft()
            asked[light_task.remote(blocks[n])] = n
        arrived, _ = ray.wait(list(asked), timeout=_PATIENCE)
        for light in arrived:
            n = asked.pop(light)
            with suppress(RayError):
                lights[n] = ray.get(light)
        if not arrived:
            asked.clear()
    return [(blocks[n], lights[n]) for n in sorted(lights)]


class _Extract:
    """The actor: a loaded model, and documents one after the other."""

    def __init__(self, address: str, known: Mapping[str, Mapping[str, Any]], code: str) -> None:
        if code != _code():
            raise HakushoError(message("a node of the cluster has other rules or versions than this machine"))
        from hakusho.tag.ginza import Tagger

        self._address, self._known, self._tagger = address, known, Tagger()

    def __call__(self, row: Row) -> Row:
        from hakusho.pipeline.workers import one

        try:
            with inputs.at_hand(self._address, row["name"], row["doc_id"]) as file:
                outcome = one(file, self._known.get(row["doc_id"], {}), self._tagger)
            if outcome.packed is None:
                raise outcome.error or AssertionError("neither records nor an error")
        except RejectedDocument as error:
            return {
                **row,
                "packed": b"",
                "light": b"",
                "tally": "",
                "rejected": json.dumps([error.reason, packed(error.message)]),
            }
        whole = unpack(outcome.packed)
        head = whole.document.model_copy(update={"text": ""})
        light = DocumentRecords(head, {table: whole.records.get(table, []) for table in LINKED}, whole.warnings)
        counts = {table: len(rows) for table, rows in whole.records.items()}
        aside = [[*key, n] for key, n in sorted(set_aside(whole).items())]
        tally = json.dumps({"counts": counts, "set_aside": aside})
        return {**row, "packed": outcome.packed, "light": pack(light), "tally": tally, "rejected": ""}


def _link(rows: Sequence[Row], result: Result) -> dict[str, DocumentRecords]:
    """What linking needs of all documents, linked, by doc_id; `result` is filled in."""
    from hakusho.link import link

    linked: dict[str, DocumentRecords] = {}
    result.counts = dict.fromkeys((table for table in TABLES if table != "documents"), 0)
    for row in sorted(rows, key=lambda row: row["n"]):
        if row["rejected"]:
            reason, said = json.loads(row["rejected"])
            result.rejected.append(_rejection(row["doc_id"], row["name"], reason, unpacked(said)))
            continue
        linked[row["doc_id"]] = document = unpack(row["light"])
        result.warnings += [{"doc_id": row["doc_id"], "message": said} for said in document.warnings]
        tally = json.loads(row["tally"])
        for table, n in tally["counts"].items():
            result.counts[table] += n
        result.set_aside.update({(kind, reason): n for kind, reason, n in tally["set_aside"]})
        result.n_chars += document.document.n_chars
    result.documents = list(linked)
    result.processed = len(linked)
    result.rejected.sort(key=lambda entry: (entry["doc_id"], entry["path"]))
    link(list(linked.values()))
    return linked


def _decide(
    blocks: Sequence[tuple[Any, list[Row]]], linked: Mapping[str, DocumentRecords], reviewed: Reviewed, result: Result
) -> dict[str, bytes]:
    """The documents of which anything was decided, whole, with the decisions; they are few, and done here."""
    decided: dict[str, bytes] = {}
    for block, light in blocks:
        for row in light:
            doc_id = row["doc_id"]
            if doc_id not in linked:
                continue
            if not reviewed.concerns(doc_id):
                reviewed.apply(linked[doc_id])
                continue
            before = merged(ray.get(packed_task.remote(block, row["n"])), pack(linked[doc_id]))
            after = reviewed.apply(before)
            for document, sign in ((before, -1), (after, 1)):
                for table, rows in document.records.items():
                    result.counts[table] += sign * len(rows)
                for key in set_aside(document):
                    result.set_aside[key] += sign
            decided[doc_id] = pack(after)
    result.set_aside = +result.set_aside
    return decided


def _parts(
    blocks: Sequence[tuple[Any, list[Row]]],
    linked: Mapping[str, DocumentRecords],
    decided: Mapping[str, bytes],
    workers: int,
) -> Iterator[dict[str, bytes]]:
    """The files of each block, made where it lies; a few are under way at a time."""
    waiting: deque[Any] = deque()
    for block, light in blocks:
        ours = [(row["n"], row["doc_id"]) for row in light if row["doc_id"] in linked]
        if ours:
            changed = {n: pack(linked[doc_id]) for n, doc_id in ours if doc_id not in decided}
            whole = {n: decided[doc_id] for n, doc_id in ours if doc_id in decided}
            waiting.append(part_task.remote(block, changed, whole))
        if len(waiting) > workers:
            yield ray.get(waiting.popleft())
    while waiting:
        yield ray.get(waiting.popleft())


def _code() -> str:
    """What all nodes must have alike."""
    return f"{fingerprint()} {sorted(versions().items())}"


def _rejection(doc_id: str, path: str, reason: str, message: str) -> dict[str, str]:
    return {"path": path, "doc_id": doc_id, "reason": reason, "message": message}


@contextmanager
def _cluster(address: str | None) -> Iterator[None]:
    """A connection to a cluster: the one there is, the one at the address, or one of our own for as long as it takes."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # a lost block is no end: see `_run`
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if ray.is_initialized():
        yield
        return
    try:
        ray.init(
            address or "local",
            include_dashboard=False if address is None else None,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise HakushoError(
            message("Ray: no cluster at {address}: {error}", address=address or message("this machine"), error=error)
        ) from None
    try:
        yield
    finally:
        ray.shutdown()
