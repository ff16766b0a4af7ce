"""The spaCy component hakusho_agreements."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hakusho.extractors.mention import publish
from hakusho.extractors.rules import Rule

RULES: tuple[Rule, ...] = ()


class AgreementsExtractor:
    """Finds the agreements of one piece and puts them on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        return publish(doc, "agreements", [])


@Language.factory("hakusho_agreements", assigns=["doc._.hakusho", "doc.spans"])
def make_agreements(nlp: Language, name: str) -> AgreementsExtractor:
    """For `nlp.add_pipe("hakusho_agreements")`."""
    return AgreementsExtractor()
