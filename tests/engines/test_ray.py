"""Ray gives the records of the local engine, and loses none when a node dies."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hakusho

ray = pytest.importorskip("ray", reason='Ray is not installed: pip install "hakusho[ray]"')
Cluster = pytest.importorskip("ray.cluster_utils").Cluster
pytestmark = pytest.mark.slow

N = 24


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "raw"
    (folder / "年").mkdir(parents=True)
    for n in range(N):
        text = f"第{n}節 漁業\n\n{1990 + n}年{n % 12 + 1}月、山田太郎外務大臣は豪州を訪問し、漁業協定に署名した。同協定は同年末に発効した。\n\n"
        (folder / "年" / f"{n:02}.txt").write_text(text * 3, encoding="utf-8")
    (folder / "noise.pptx").write_bytes(b"PK")
    (folder / "meta.toml").write_text('["年/03"]\ntitle = "漁業"\nreference_date = "1993-04"\n', encoding="utf-8")
    return folder


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Four nodes on this machine: a head that works on nothing, two that do, and one that takes over."""
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    nodes.workers = [nodes.add_node(num_cpus=1) for _ in range(3)]
    nodes.wait_for_nodes()
    yield nodes
    ray.shutdown()
    nodes.shutdown()


def contents(folder: Path) -> dict[str, Any]:
    """An extraction as its readers see it, whether its tables are files or folders."""
    records = {p.name: p.read_bytes() for p in (folder / "records").rglob("*.json")}
    tables = {name: table.to_json(orient="records", date_format="iso") for name, table in hakusho.load(folder).items()}
    run = json.loads((folder / "run.json").read_text("utf-8"))
    return {"records": records, "tables": tables, "rejected": (folder / "rejected.jsonl").read_text("utf-8")} | {
        key: value for key, value in run.items() if key != "files"
    }


def test_the_same_records_on_a_cluster_of_this_machine(raw: Path, tmp_path: Path) -> None:
    from hakusho.engines.ray import run

    local = hakusho.run(raw, tmp_path / "local", cache=False)
    for address in (str(raw), raw.as_uri()):
        result = run(address, tmp_path / "ray", workers=2)
        assert (result.documents, result.counts, result.set_aside, result.n_chars) == (
            *(local.documents, local.counts, local.set_aside, local.n_chars),
        )
        assert contents(tmp_path / "ray") == contents(tmp_path / "local")
    assert (tmp_path / "ray" / "dates.parquet").is_dir()
    hakusho.run(raw, tmp_path / "ray", cache=False)  # and back: files take the place of folders
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")
    assert (tmp_path / "ray" / "dates.parquet").is_file()


def test_a_node_that_dies_costs_no_record(
    raw: Path, tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hakusho.engines import ray as engine

    hakusho.run(raw, tmp_path / "local", cache=False)
    begun = tmp_path / "begun"
    begun.mkdir()

    class Slow(engine._Extract):
        def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
            (begun / ray.get_runtime_context().get_node_id()).open("a").write("x")
            time.sleep(0.5)
            return super().__call__(row)

    def kill() -> None:
        while not (busy := [p.name for p in begun.iterdir() if p.stat().st_size >= 3]):
            time.sleep(0.1)  # two of a node's documents are done, and lie on it; a third is under way
        victim = next(node for node in cluster.workers if node.node_id == busy[0])
        cluster.remove_node(victim, allow_graceful=False)

    monkeypatch.setattr(engine, "_Extract", Slow)
    ray.init(address=cluster.address, log_to_driver=False)
    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    engine.run(str(raw), tmp_path / "ray", workers=2)
    killer.join(timeout=1)
    assert not killer.is_alive()
    assert sum(path.stat().st_size for path in begun.iterdir()) > N  # something was done again
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")


def test_a_document_that_kills_its_worker_is_named(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hakusho.engines import ray as engine

    class Deadly(engine._Extract):
        def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
            if row["doc_id"] == "年/05":
                import os

                os._exit(1)
            return super().__call__(row)

    monkeypatch.setattr(engine, "_Extract", Deadly)
    monkeypatch.setattr(engine, "_BLOCKS", 4)
    result = engine.run(str(raw), tmp_path / "ray", workers=2)
    assert [(e["doc_id"], e["reason"]) for e in result.rejected if e["doc_id"] != "noise"] == [("年/05", "crashed")]
    assert len(result.documents) == N - 1
