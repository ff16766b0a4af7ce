"""The spaCy component hakusho_commitments."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hakusho.extractors.mention import publish
from hakusho.extractors.rules import Rule

RULES: tuple[Rule, ...] = ()


class CommitmentsExtractor:
    """Finds the commitments of one piece and puts them on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        return publish(doc, "commitments", [])


@Language.factory("hakusho_commitments", assigns=["doc._.hakusho", "doc.spans"])
def make_commitments(nlp: Language, name: str) -> CommitmentsExtractor:
    """For `nlp.add_pipe("hakusho_commitments")`."""
    return CommitmentsExtractor()
