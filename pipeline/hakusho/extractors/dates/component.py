"""Dates, times, durations and sets: the spaCy component hakusho_dates."""

# No postponed annotations here: spaCy's registry reads those of the factory, and cannot resolve names of this module.
import re

from spacy.language import Language
from spacy.tokens import Doc

from hakusho.eras import eras
from hakusho.extractors.dates.lists import listed_years
from hakusho.extractors.dates.modifiers import modifier
from hakusho.extractors.dates.reading import read
from hakusho.extractors.mention import Mention, publish, text_of
from hakusho.extractors.rules import Candidate, Rule, compete, load_rules, rule_file


def _era_atoms() -> dict[str, str]:
    return {
        "era_name": "|".join(re.escape(e.name) for e in eras()),
        "era_letter": "[" + "".join(re.escape(e.letter) for e in eras()) + "]",
        "era_short": "[" + "".join(re.escape(e.short) for e in eras()) + "]",
    }


# The number of an item directly before a date: 2.22日に is no decimal.
_ENUMERATED = re.compile(r"\d{1,2}(?P<stop>[.,])(?=\d{1,2}月|[12]\d日|3[01]日|[12]\d{3}年)")

# The old forms of the words of time, as texts before 1949 print them; each is one character, so that offsets stay.
_OLD_FORMS = str.maketrans("來當數餘經號齡歲價會學豫拾", "来当数余経号齢歳価会学予十")

# From one date to another, where no time passes: 56年度から57年度に変更する.
_CHANGED = re.compile(r"(?:まで)?[にへ](?:変更|改め|延期|繰り?[上下延]|前倒|後ろ倒|移し|移す|延ば|切り?替え|見直)")

RULES: tuple[Rule, ...] = load_rules(rule_file(__package__), _era_atoms())


class DatesExtractor:
    """Finds the temporal expressions of one piece and puts them on the Doc, each with its Reading."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc).translate(_OLD_FORMS)
        if item := _ENUMERATED.match(text):
            text = f"{text[: item.start('stop')]} {text[item.end('stop') :]}"
        characters = set(text)
        mentions, losers = compete(candidate for rule in RULES for candidate in _candidates(rule, text, characters))
        mentions = listed_years(text, sorted(mentions, key=lambda m: m.start))
        return publish(doc, "dates", [modifier(text, mention) for mention in mentions], losers)


def _candidates(rule: Rule, text: str, characters: set[str]) -> list[Candidate]:
    data = rule.data  # tests that cost less than the search
    if "needs" in data and characters.isdisjoint(data["needs"]):
        return []
    if "needs_word" in data and not any(word in text for word in data["needs_word"]):
        return []
    if rule.regex is None:  # compiled here, when a text first needs it
        return []
    found = []
    for match in rule.regex.finditer(text):
        if "から" in match[0] and _CHANGED.match(text, match.end()):
            continue
        fields = {} if rule.negative else {"reading": read(match)}
        found.append(Candidate(Mention("dates", match.start(), match.end(), rule.id, fields), rule))
    return found


@Language.factory("hakusho_dates", assigns=["doc._.hakusho", "doc.spans"])
def make_dates(nlp: Language, name: str) -> DatesExtractor:
    """For `nlp.add_pipe("hakusho_dates")`."""
    return DatesExtractor()
