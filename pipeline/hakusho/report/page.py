"""The report as one HTML page: charts first, then the sentences that every mark leads to.

The page is one file without script that asks nothing of the network. What comes from a document goes through Jinja's
autoescape, or through the XML writer where it stands in a chart; the style is our own, and a Content-Security-Policy
lets the browser use no other.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.records import AgreementRecord, CommitmentRecord, DateRecord, Document, PersonRecord, Record
from hakusho.report import editions, events, evidence, quality, words
from hakusho.report.charts import agreements as agreement_charts
from hakusho.report.charts import commitments as commitment_charts
from hakusho.report.charts import people as people_charts
from hakusho.report.charts import quality as quality_charts
from hakusho.report.charts import timeline
from hakusho.report.charts.drawing import altair
from hakusho.report.lives import lives
from hakusho.report.when import year
from hakusho.results.context import printable
from hakusho.results.stored import Stored


def write_page(extracted: str | Path, path: Path) -> int:
    """Write the page of an extraction, and say how many sentences stand behind it.

    Raises HakushoError in one line where there is no extraction, no chart library, or the file cannot be written.
    """
    altair()  # before the reading, so that whoever lacks it does not wait
    text, n = render(Stored(extracted))
    try:
        path.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise HakushoError(message("{path}: cannot be written: {error}", path=path, error=error)) from None
    return n


def render(stored: Stored) -> tuple[str, int]:
    """The page as text, and the number of sentences in it."""
    documents = stored.documents()
    dates = [r for r in stored.records("dates") if isinstance(r, DateRecord)]
    people = [r for r in stored.records("people") if isinstance(r, PersonRecord)]
    agreements = [r for r in stored.records("agreements") if isinstance(r, AgreementRecord)]
    commitments = [r for r in stored.records("commitments") if isinstance(r, CommitmentRecord)]
    by_type: dict[str, Sequence[Record]] = {
        "dates": dates,
        "people": people,
        "agreements": agreements,
        "commitments": commitments,
    }
    found = lives(agreements)
    chronology = events.chronology(found, commitments)
    unresolved = [r for r in dates if r.value is None]
    # An agreement's sentence stands in its life; what else a mark leads to stands at the end, document by document.
    behind = {
        doc_id: evidence.sentences(r for rows in (people, commitments, unresolved) for r in rows if r.doc_id == doc_id)
        for doc_id in documents
    }
    anchors = {doc_id: f"d-{n}" for n, doc_id in enumerate(documents)}
    there, aside = quality.set_aside(stored.column("discarded", "type"), stored.column("discarded", "reason"))
    people_figures, people_left_out = people_charts.chart(people)
    series = editions.series(documents.values())
    style = _file("report.css")
    page = (
        _environment()
        .get_template("report.html.jinja")
        .render(
            style=Markup(style),  # ours, not the document's
            style_hash=_csp_hash(style),
            title=_title(list(documents.values())),
            documents=documents,
            anchors=anchors,
            counts=_counts(stored, by_type),
            years=_years([*dates]),
            versions=stored.run.get("versions", {}),
            chronology=chronology,
            timeline=timeline.chart(chronology),
            lives=found,
            life_figures=agreement_charts.chart(found),
            life_legend=[(words.ACTS[act], colour) for act, colour in agreement_charts.COLOURS.items()],
            people_figures=people_figures,
            people_left_out=people_left_out,
            people_total=len({r.person_id for r in people}),
            commitment_figures=commitment_charts.chart(commitments),
            series=[
                (each, commitment_charts.editions([each], commitments), _changes(each, commitments)) for each in series
            ],
            document_figures=quality_charts.by_document(_by_document(stored, documents, anchors)),
            resolution_figures=quality_charts.by_resolution(_by_resolution(dates, documents, anchors)),
            colours=quality_charts.COLOURS,
            resolved=quality_charts.RESOLVED,
            shares=quality.shares(by_type),
            reasons=[words.REASONS.get(reason, (reason, reason)) for reason in there],
            aside=aside,
            rejected=_rejected(stored.folder),
            unresolved=unresolved,
            behind=behind,
            words=words,
            is_meeting=lambda event: isinstance(event.what, events.Meeting),
            pieces=evidence.pieces,
        )
    )
    return page, sum(map(len, behind.values())) + len({(r.doc_id, r.sentence) for r in agreements})


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(_file)
    )
    environment.filters["printable"] = printable
    # an Altair drawing is XML that its writer has escaped
    environment.filters["drawn"] = lambda figure: Markup(figure.svg)
    return environment


def _title(documents: list[Document]) -> str:
    if len(documents) == 1:
        return documents[0].title or documents[0].doc_id
    publishers = sorted({d.publisher for d in documents if d.publisher})
    return "・".join(publishers[:4]) + ("ほか" if len(publishers) > 4 else "") if publishers else "抽出結果"


def _counts(stored: Stored, by_type: dict[str, Sequence[Record]]) -> list[tuple[str, str, str, int]]:
    """Type, Japanese, English, number."""
    numbers = {name: len(rows) for name, rows in by_type.items()} | {"tables": len(stored.column("tables", "doc_id"))}
    return [(name, *words.TYPES[name], n) for name, n in numbers.items()]


def _years(dates: list[DateRecord]) -> tuple[int, int] | None:
    """The years between which nine tenths of the dates lie: a treaty of 1855 does not make a report on 1855."""
    found = sorted(y for d in dates if d.type in ("DATE", "TIME") and (y := year(d.value)))
    return (found[len(found) // 20], found[-1 - len(found) // 20]) if found else None


def _by_document(
    stored: Stored, documents: dict[str, Document], anchors: dict[str, str]
) -> list[tuple[str, str, dict[str, int]]]:
    counts = {table: Counter(stored.column(table, "doc_id")) for table in quality_charts.COLOURS}
    return [
        (anchors[doc_id], d.title or doc_id, {table: counts[table][doc_id] for table in counts})
        for doc_id, d in documents.items()
    ]


def _by_resolution(
    dates: list[DateRecord], documents: dict[str, Document], anchors: dict[str, str]
) -> list[tuple[str, str, Counter[str]]]:
    counts: dict[str, Counter[str]] = {doc_id: Counter() for doc_id in documents}
    for date in dates:
        counts[date.doc_id][date.resolution] += 1
    return [(anchors[doc_id], d.title or doc_id, counts[doc_id]) for doc_id, d in documents.items()]


def _changes(
    series: editions.Series, commitments: list[CommitmentRecord]
) -> list[tuple[str, list[tuple[int, str | None]]]]:
    """Partner by partner, the number of commitments in each edition with the anchor of the first."""
    table: dict[str, dict[int, list[CommitmentRecord]]] = {}
    for record in commitments:
        for edition in series.editions:
            if record.doc_id in edition.doc_ids:
                for partner in commitment_charts.partners(record):
                    table.setdefault(partner, {}).setdefault(edition.year, []).append(record)
    often = sorted(table, key=lambda p: (p == "", -sum(map(len, table[p].values())), p))
    rows = []
    for partner in often:
        cells: list[tuple[int, str | None]] = []
        for edition in series.editions:
            found = table[partner].get(edition.year, [])
            cells.append((len(found), f"r-{found[0].record_id}" if found else None))
        rows.append((commitment_charts.partner_name(partner), cells))
    return rows


def _rejected(folder: Path) -> list[dict[str, Any]]:
    path = folder / "rejected.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise HakushoError(message("{path}: cannot be read: {error}", path=path, error=error)) from None


def _csp_hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _file(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
