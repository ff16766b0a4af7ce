"""The spaCy component hakusho_dates."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hakusho.extractors.mention import publish
from hakusho.extractors.rules import Rule

RULES: tuple[Rule, ...] = ()


class DatesExtractor:
    """Finds the dates of one piece and puts them on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        return publish(doc, "dates", [])


@Language.factory("hakusho_dates", assigns=["doc._.hakusho", "doc.spans"])
def make_dates(nlp: Language, name: str) -> DatesExtractor:
    """For `nlp.add_pipe("hakusho_dates")`."""
    return DatesExtractor()
