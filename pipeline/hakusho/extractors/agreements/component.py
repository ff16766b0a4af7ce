"""The spaCy component hakusho_agreements: what happened to which instrument, as far as one piece tells."""

# No postponed annotations here: spaCy's registry reads those of the factory, and cannot resolve names of this module.
import re

from spacy.language import Language
from spacy.tokens import Doc

from hakusho.extractors.agreements.acts import Act, find_acts
from hakusho.extractors.agreements.introductions import introductions
from hakusho.extractors.agreements.name import Name
from hakusho.extractors.agreements.names import NameFinder
from hakusho.extractors.agreements.relations import Relations, Statement
from hakusho.extractors.agreements.sentences import sentences
from hakusho.extractors.agreements.words import read_as
from hakusho.extractors.mention import Mention, mentions_of, publish, text_of
from hakusho.extractors.rules import Rule, load_rules, rule_file

RULES: tuple[Rule, ...] = load_rules(rule_file(__package__))


_TO_CONCLUDE = re.compile(r"締結(?:に向け(?:た|て)|のための|に関する|を目指した|の)?の?$")


class AgreementsExtractor:
    """Finds the agreements of one piece and puts them on the Doc: as `agreements` the statements of an act, as
    `instruments` every name, for the antecedents and definitions that only the document knows, as `introductions` the
    sentences that tell an act of what is listed below."""

    def __call__(self, doc: Doc) -> Doc:
        names = NameFinder(doc).find()
        text = read_as(text_of(doc))
        acts = find_acts(text)
        statements = Relations(doc, names, acts, RULES).read() if acts and names else []
        stated = {statement.name for statement in statements}
        known = [name for name in names if name.reference != "title" or name in stated]
        mentions_of(doc).put("instruments", [_name(text_of(doc), name) for name in known])
        begun = introductions(text, list(sentences(text)), acts) if acts else ()
        mentions_of(doc).put("introductions", [_introduction(i.start, i.end, i.act) for i in begun])
        return publish(doc, "agreements", [_statement(text_of(doc), statement) for statement in statements])


def _name(text: str, name: Name) -> Mention:
    return Mention("instruments", name.start, name.end, f"instruments.{name.reference}", _name_fields(text, name))


def _name_fields(text: str, name: Name) -> dict[str, object]:
    return {
        "name": text[name.start : name.end],
        "head": name.head,
        "kind": name.kind,
        "reference": name.reference,
        "aliases": name.aliases,
    }


def _statement(text: str, statement: Statement) -> Mention:
    fields = {**_name_fields(text, statement.name), **_act_fields(statement.act)}
    hastened = statement.act.surface.endswith(("加速", "促進"))  # 締結交渉を加速する: of the talks
    if statement.act.status == "ongoing" and not hastened and _TO_CONCLUDE.search(text, 0, statement.act.start):
        fields["act"] = "concluded"  # 締結に向けた交渉を行っている: under way is the conclusion
    return Mention("agreements", statement.name.start, statement.name.end, statement.rule, fields)


def _introduction(start: int, end: int, act: Act) -> Mention:
    return Mention(
        "introductions", start, end, "agreements.enumerated", {"name": "", "reference": "bare", **_act_fields(act)}
    )


def _act_fields(act: Act) -> dict[str, object]:
    return {
        "act": act.act,
        "status": act.status,
        "form": act.form,
        "act_start": act.start,
        "act_end": act.end,
    }


@Language.factory("hakusho_agreements", assigns=["doc._.hakusho", "doc.spans"])
def make_agreements(nlp: Language, name: str) -> AgreementsExtractor:
    """For `nlp.add_pipe("hakusho_agreements")`."""
    return AgreementsExtractor()
