"""Mentions of people to drafts, with the document's memory."""

from __future__ import annotations

from hakusho.extractors.parties import parties_in
from hakusho.resolve.document import DocumentContext, Draft
from hakusho.resolve.governing import governing_date


def resolve_people(context: DocumentContext) -> list[Draft]:
    """The drafts of all people of the document, in reading order."""
    drafts = []
    for passage, mention in context.mentions("people"):
        f = mention.fields
        name = passage.text[mention.start : mention.end].replace(" ", "")
        country = f.get("country") or f.get("default_country")
        if "side" in f and country is None:
            others = [p for p in parties_in(passage.text) if p != "JP"]
            country = "JP" if f["side"] == 0 else (others[0] if len(others) == 1 else None)
        date = governing_date(context, passage, mention.start, mention.end)
        fields = {
            "name": name,
            "title": f["title"],
            "country": country,
            "organization": f.get("organization"),
            "former": bool(f.get("former")),
            "honorific": f.get("honorific"),
            "date": date.fields.get("value") if date else None,
            "date_id": date,
            "person_id": name,
            "full_name": name,
        }
        drafts.append(Draft("people", passage, mention.start, mention.end, mention.rule, fields))
    return drafts
