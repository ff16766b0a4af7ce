"""The spaCy component hakusho_people."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from hakusho.extractors.mention import publish
from hakusho.extractors.rules import Rule

RULES: tuple[Rule, ...] = ()


class PeopleExtractor:
    """Finds the people of one piece and puts them on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        return publish(doc, "people", [])


@Language.factory("hakusho_people", assigns=["doc._.hakusho", "doc.spans"])
def make_people(nlp: Language, name: str) -> PeopleExtractor:
    """For `nlp.add_pipe("hakusho_people")`."""
    return PeopleExtractor()
