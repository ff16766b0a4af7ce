"""The forms of verbs that a report of a meeting uses."""

from __future__ import annotations

import pytest

from hakusho.extractors.commitments.inflection import Inflection, inflections


@pytest.mark.parametrize(
    ("verb", "surface", "expected"),
    [
        ("する", "しました", Inflection("past")),
        ("する", "され", Inflection("continuative", passive=True)),
        ("する", "しなかった", Inflection("past", negated=True)),
        ("する", "いたしました", Inflection("past")),
        ("述べる", "述べ", Inflection("continuative")),
        ("述べる", "述べられた", Inflection("past", passive=True)),
        ("話し合う", "話し合われた", Inflection("past", passive=True)),
        ("話し合う", "話し合わなかった", Inflection("past", negated=True)),
        ("表す", "表しました", Inflection("past")),
        ("論ずる", "論じた", Inflection("past")),
        ("ある", "ありました", Inflection("past")),
        ("至る", "至った", Inflection("past")),
        ("至る", "至らなかった", Inflection("past", negated=True)),
        ("する", "することができなかった", Inflection("past", negated=True)),
        ("行う", "行なわれた", Inflection("past", passive=True)),
        ("する", "する", Inflection("nonpast")),
    ],
)
def test_form(verb: str, surface: str, expected: Inflection) -> None:
    assert inflections(verb)[surface] == expected


@pytest.mark.parametrize(("verb", "wrong"), [("話し合う", "話し合した"), ("述べる", "述べった"), ("ある", "あられた")])
def test_no_form(verb: str, wrong: str) -> None:
    assert wrong not in inflections(verb)
