"""The spaCy component hakusho_commitments: predicates of meetings and declarations, with content and actor."""

# No postponed annotations here: spaCy's registry reads those of the factory, and cannot resolve names of this module.
from spacy.language import Language
from spacy.tokens import Doc

from hakusho.extractors.commitments.analysis import analyse
from hakusho.extractors.commitments.words import atoms
from hakusho.extractors.mention import publish
from hakusho.extractors.rules import Rule, load_rules, rule_file

RULES: tuple[Rule, ...] = load_rules(rule_file(__package__), atoms())


class CommitmentsExtractor:
    """Finds the commitments of one piece and puts them on the Doc."""

    def __call__(self, doc: Doc) -> Doc:
        mentions, losers = analyse(doc, RULES)
        return publish(doc, "commitments", mentions, losers)


@Language.factory("hakusho_commitments", assigns=["doc._.hakusho", "doc.spans"])
def make_commitments(nlp: Language, name: str) -> CommitmentsExtractor:
    """For `nlp.add_pipe("hakusho_commitments")`."""
    return CommitmentsExtractor()
