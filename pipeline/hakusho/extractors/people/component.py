"""The spaCy component hakusho_people: persons by name, with the office that stands beside them.

An office decides more than the tagger does: where a title stands, the string of nouns before it, or the name after it,
is read as name, country, organization and title. Where no office stands beside a name, an honorific, the name of a
meeting, or a full name that the tagger sees, does.
"""

# No postponed annotations here: spaCy's registry reads those of the factory, and cannot resolve names of this module.
from spacy.language import Language
from spacy.tokens import Doc

from hakusho.extractors.mention import publish
from hakusho.extractors.people.beside_office import beside_offices
from hakusho.extractors.people.in_formulas import in_formulas
from hakusho.extractors.people.labelled import labelled
from hakusho.extractors.people.members import members
from hakusho.extractors.people.rules import rule
from hakusho.extractors.people.several import several
from hakusho.extractors.people.shared_office import sharing_an_office
from hakusho.extractors.people.spread import spread_honored, spread_lists
from hakusho.extractors.people.standing_alone import standing_alone
from hakusho.extractors.people.unmistakable import unmistakable
from hakusho.extractors.people.words import Words
from hakusho.extractors.rules import Candidate, compete


class PeopleExtractor:
    """Finds the people of one piece and puts them on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        words = Words(doc)
        found = [*members(words), *beside_offices(words), *several(words), *sharing_an_office(words)]
        found += [
            *standing_alone(words),
            *in_formulas(words),
            *spread_lists(words),
            *spread_honored(words),
            *unmistakable(words),
            *labelled(words),
        ]
        mentions, losers = compete(Candidate(mention, rule(mention.rule)) for mention in found)
        return publish(doc, "people", mentions, losers)


@Language.factory("hakusho_people", assigns=["doc._.hakusho", "doc.spans"])
def make_people(nlp: Language, name: str) -> PeopleExtractor:
    """For `nlp.add_pipe("hakusho_people")`."""
    return PeopleExtractor()
