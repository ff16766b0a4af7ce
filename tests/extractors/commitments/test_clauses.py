"""Where content begins and ends, and who is meant."""

from __future__ import annotations

import time

import pytest

from hakusho.extractors.commitments.actors import kind_of
from hakusho.extractors.commitments.clauses import content_end, sentences, skip_opening
from hakusho.extractors.commitments.component import RULES
from hakusho.extractors.commitments.predicates import predicates
from hakusho.extractors.punctuation import punctuated


@pytest.mark.parametrize(
    ("head", "content", "particle"),
    [
        ("海の安全について率直な", "海の安全", "について"),
        ("実験を強く", "実験", "を"),
        ("その取組を前向きに", "その取組", "を"),
        ("森を守る旨", "森を守る旨", ""),
        ("同旨の", "同旨", "の"),
        ("広がりについて懸念を持って", "広がり", "について"),
        ("急ぐことを、高く", "急ぐこと", "を、"),
    ],
)
def test_content_ends_before_particle_and_adverb(head: str, content: str, particle: str) -> None:
    end, found = content_end(head, len(head), 0)
    assert (head[:end], found) == (content, particle)


def test_sentences_leave_brackets_whole() -> None:
    text = "大臣は「急ぐ。必ず」と述べた。次に(会談後。)移った。終わり"
    assert [text[s:e] for s, e in sentences(text)] == [
        "大臣は「急ぐ。必ず」と述べた。",
        "次に(会談後。)移った。",
        "終わり",
    ]


def test_an_open_bracket_does_not_swallow_the_rest() -> None:
    assert len(sentences("大臣は「急ぐと述べた。次の会合は秋。")) == 2


def test_western_comma_reads_as_a_japanese_one_but_not_in_numbers() -> None:
    assert punctuated("両首脳は,4,000人の派遣を確認し,歓迎した") == "両首脳は、4,000人の派遣を確認し、歓迎した"


@pytest.mark.parametrize(
    ("clause", "rest"),
    [
        ("また、森を守ること", "森を守ること"),
        ("その観点から、森を守ること", "森を守ること"),
        ("9月の首脳会談において、森を守ること", "森を守ること"),
        ("(1) 森を守ること", "森を守ること"),
        ("森を守るため、急ぐこと", "森を守るため、急ぐこと"),
    ],
)
def test_opening_is_no_content(clause: str, rest: str) -> None:
    assert clause[skip_opening(clause, 0, len(clause)) :] == rest


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("両閣僚", "joint"),
        ("日本側", "side"),
        ("英国防大臣", "person"),
        ("政府", "government"),
        ("カナダ", "government"),
        ("同声明", "document"),
        ("ガイドライン", "document"),
        ("「2+2」", "meeting"),
        ("私", "speaker"),
        ("情報通信審議会", None),
        ("株式会社", None),
        ("事案", None),
        ("参加者", None),
    ],
)
def test_kind_of_actor(phrase: str, kind: str | None) -> None:
    assert kind_of(phrase) == kind


@pytest.mark.parametrize(
    "again", ["確認し", "議論を", "改めて", "一致・", "「2+2」において", "1", "12年3月", "(", "大臣"]
)
@pytest.mark.timed
def test_time_grows_with_the_length_only(again: str) -> None:
    text = again * (4000 // len(again))
    started = time.perf_counter()
    predicates(text, RULES)
    sentences(text)
    skip_opening(text, 0, len(text))
    content_end(text, len(text), 0)
    kind_of(text)
    assert time.perf_counter() - started < 2
