"""Drafts to validated records: identities given, references filled in, what fails validation kept aside."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from hakusho.extractors.mention import Mention
from hakusho.records import TABLES, Discarded, Document, DocumentRecords, Record, RecordIds
from hakusho.resolve.document import DocumentContext, Draft, Passage


def assemble(context: DocumentContext, more: dict[str, list[Record]] | None = None) -> DocumentRecords:
    """The records of a resolved document. `more` are records that did not come from mentions (tables)."""
    ids = RecordIds(context.source.doc_id)
    named: dict[Draft, tuple[str, str]] = {}
    for table in sorted(context.drafts):
        for draft in sorted(context.drafts[table], key=lambda d: (d.source_span, d.position, str(d.fields.get("act")))):
            sentence = _sentence(draft.passage, draft.start)
            surface = _surface(context, draft)
            extra = [str(draft.fields["act"])] if table == "agreements" else []
            named[draft] = (ids.next(table, sentence, surface, extra), sentence)
    records: dict[str, list[Record]] = {}
    for draft, (record_id, sentence) in named.items():
        record = _record(context, draft, record_id, sentence, named)
        records.setdefault(record.table, []).append(record)
    by_mention = {(d.table, d.passage.index, d.start, d.end, d.rule): named[d][0] for d in named}
    for passage, loser in context.losers():
        records.setdefault("discarded", []).append(
            _discarded(context, ids, passage, loser.mention, loser.reason, loser.detail, by_mention, loser.winner)
        )
    for table, rows in (more or {}).items():
        records.setdefault(table, []).extend(rows)
    for rows in records.values():
        rows.sort(key=lambda r: (r.start, r.end, r.record_id))
    return DocumentRecords(_document(context), records)


def _record(
    context: DocumentContext, draft: Draft, record_id: str, sentence: str, named: dict[Draft, tuple[str, str]]
) -> Record:
    fields = {k: named[v][0] if isinstance(v, Draft) and v in named else v for k, v in draft.fields.items()}
    common = _common(context, draft.passage, draft.start, draft.end, draft.rule, record_id, sentence)
    model = TABLES[draft.table]
    try:
        record = model.model_validate({**common, **fields})
    except ValidationError as error:
        first = error.errors()[0]
        detail = f"{'.'.join(map(str, first['loc'])) or 'record'}: {first['msg']}"
        return Discarded(**common, type=draft.table, reason="invalid", winner_id=None, detail=detail)
    assert isinstance(record, Record)
    return record


def _discarded(
    context: DocumentContext,
    ids: RecordIds,
    passage: Passage,
    mention: Mention,
    reason: str,
    detail: str | None,
    by_mention: dict[tuple[str, int, int, int, str], str],
    winner: Mention | None,
) -> Discarded:
    start, end = passage.piece.source_span(mention.start, mention.end)
    sentence = _sentence(passage, mention.start)
    record_id = ids.next("discarded", sentence, context.source.text[start:end], [mention.type, mention.rule])
    common = _common(context, passage, mention.start, mention.end, mention.rule, record_id, sentence)
    won = by_mention.get((winner.type, passage.index, winner.start, winner.end, winner.rule)) if winner else None
    return Discarded.model_validate(
        {**common, "type": mention.type, "reason": reason, "winner_id": won, "detail": detail}
    )


def _common(
    context: DocumentContext, passage: Passage, start: int, end: int, rule: str, record_id: str, sentence: str
) -> dict[str, Any]:
    first, last = passage.piece.source_span(start, end)
    return {
        "record_id": record_id,
        "doc_id": context.source.doc_id,
        "start": first,
        "end": last,
        "text": context.source.text[first:last],
        "section": list(passage.section),
        "sentence": sentence,
        "page": passage.piece.block.page,
        "rule": rule,
    }


def _sentence(passage: Passage, start: int) -> str:
    first, last = passage.sentence_span(start)
    return passage.text[first:last].strip()


def _surface(context: DocumentContext, draft: Draft) -> str:
    first, last = draft.source_span
    return context.source.text[first:last]


def _document(context: DocumentContext) -> Document:
    source, known = context.source, context.source.metadata
    return Document(
        doc_id=source.doc_id,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        title=known.title,
        publisher=known.publisher,
        published=known.published,
        reference_date=known.reference_date,
        reference_source=known.reference_source,
        edition=known.edition,
        source_url=known.source_url,
        license=known.license,
        n_pages=source.n_pages,
        n_chars=len(source.text),
        text=source.text,
    )
