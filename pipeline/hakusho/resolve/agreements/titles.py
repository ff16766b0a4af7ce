"""What a title tells of an act without a date or a tense, as the text below it tells the same act."""

from __future__ import annotations

from collections.abc import Sequence

from hakusho.resolve.document import Draft

_LINES = 4  # passages within which a title stands
_BY_NOUN = ("agreements.genitive", "agreements.compound")  # 協定の発効, which tells no tense


def date_titles(drafts: Sequence[Draft]) -> None:
    """Give a title the day that the text tells its act to have been done on, or, of a mere 発効, to be still to come on.

    A title is dated by the line below it, that of the press release, where it is dated at all."""
    for title in drafts:
        if not _is_title(title):
            continue
        below = [d for d in drafts if not _is_title(d) and d.fields["act"] == title.fields["act"] and _kin(d, title)]
        open_tense = title.fields["act"] == "entered_into_force" and title.rule in _BY_NOUN
        if open_tense and below and all(d.fields["status"] == "planned" for d in below):
            title.fields["status"] = "planned"
            if all(d.fields["date"] is None for d in below):
                title.fields.update(date=None, date_id=None)
        same = [d for d in below if d.fields["status"] == title.fields["status"] and d.fields["date"] is not None]
        if len({d.fields["date"] for d in same}) == 1:
            title.fields.update(date=same[0].fields["date"], date_id=same[0].fields["date_id"])


def _is_title(draft: Draft) -> bool:
    date = draft.fields["date_id"]
    own = date is not None and date.passage is draft.passage
    return draft.passage.index < _LINES and "。" not in draft.passage.text and not own


def _kin(one: Draft, other: Draft) -> bool:
    """Whether two statements are of one instrument: of one identity, or of one kind and of the same parties."""
    a, b = one.fields, other.fields
    return bool(a["agreement_id"] == b["agreement_id"] or (a["kind"] == b["kind"] and a["parties"] == b["parties"]))
