"""Offsets by construction: whatever damage a source has, each span comes back exactly."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hakusho.prepare.aligned import Aligned
from hakusho.prepare.normalize import normalize
from hakusho.prepare.pieces import cut

WORDS = ["協定", "外務大臣", "平和条約", "令和", "会談", "かかわる", "署名した", "閣僚", "サミット", "首脳間"]


@dataclass(frozen=True)
class Part:
    """A stretch of source, where in it the word stands, and what is read of it."""

    source: str
    start: int
    end: int
    plain: str


def _plain(word: str) -> Part:
    return Part(word, 0, len(word), word)


def _broken(word: str, at: int, gap: str) -> Part:
    at = at % (len(word) - 1) + 1
    source = word[:at] + gap + word[at:]
    return Part(source, 0, len(source), word)


def _spread(word: str) -> Part:
    """Letter-spaced: three letters or more, with a space at either end as a line has it."""
    letters = (word * 3)[: max(3, len(word))]
    source = " " + " ".join(letters) + " "
    return Part(source, 1, len(source) - 1, letters)


def _tagged(word: str, tag: str) -> Part:
    return Part(f"<{tag}>{word}</{tag}>", len(tag) + 2, len(tag) + 2 + len(word), word)


def _read(word: str) -> Part:
    return Part(f"嘉手納{word}（かでな）", 0, 3 + len(word), f"嘉手納{word}")


word = st.sampled_from(WORDS)
gap = st.sampled_from(["\n", "\n\n", "\r\n", "\u3000\n", "\f", "\n\u3000", "\u200b", "\u00ad", "\ufe0f"])
digits = st.text("0123456789", min_size=1, max_size=6)
part = st.one_of(
    word.map(_plain),
    st.builds(_broken, word, st.integers(0, 9), gap),
    word.map(_spread),
    st.builds(_tagged, word, st.sampled_from(["b", "strong", "span", 'font color="red"', "u"])),
    st.sampled_from(["協定", "会談", "閣僚"]).map(_read),
    digits.map(lambda d: Part("".join(chr(ord(c) + 0xFEE0) for c in d), 0, len(d), d)),
    st.sampled_from([("ｶﾞｯｺｳ", "ガッコウ"), ("㍻", "平成"), ("㈱", "(株)"), ("Ⅳ", "IV"), ("ﾊﾟﾝ", "パン")]).map(
        lambda p: Part(p[0], 0, len(p[0]), p[1])
    ),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(part, min_size=1, max_size=12))
def test_every_span_comes_back(parts: list[Part]) -> None:
    source, plain, spans = "", "", []
    for p in parts:
        first = len(source) + p.start
        spans.append((len(plain), len(plain) + len(p.plain), first, first + p.end - p.start))
        source += p.source + "、"
        plain += p.plain + "、"
    aligned = normalize(Aligned.of(source, ((0, len(source)),)))
    assert aligned.text == plain
    for start, end, first, last in spans:
        assert aligned.source_span(start, end) == (first, last)


@given(st.text(max_size=200))
def test_any_text_keeps_a_monotone_map(text: str) -> None:
    aligned = normalize(Aligned.of(text, ((0, len(text)),)))
    assert len(aligned.text) == len(aligned.starts) == len(aligned.ends)
    assert list(aligned.starts) == sorted(aligned.starts)
    assert list(aligned.ends) == sorted(aligned.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(aligned.starts, aligned.ends, strict=True))


@given(st.text(max_size=80))
def test_nfkc_reads_as_unicode_says(text: str) -> None:
    """Cluster by cluster is the whole, but for letters that compose across clusters (Hangul, reordered marks)."""
    aligned = Aligned.of(text, ((0, len(text)),)).nfkc()
    assert unicodedata.normalize("NFKC", aligned.text) == unicodedata.normalize("NFKC", text)


@given(st.text("日米韓。、協定\n", min_size=1, max_size=300), st.integers(1, 50))
def test_cut_loses_nothing(text: str, limit: int) -> None:
    whole = Aligned.of(text, ((0, len(text)),))
    parts = list(cut(whole, limit))
    assert "".join(p.text for p in parts) == text
    assert all(len(p) <= limit for p in parts)


def test_spans_of_a_paragraph_in_two_halves() -> None:
    source = "06（平成18）年5\n\n[図]\n\n月に取りまとめた。"
    aligned = normalize(Aligned.of(source, ((0, 11), (source.index("月"), len(source)))))
    assert aligned.text == "06(平成18)年5月に取りまとめた。"
    start, end = aligned.source_span(0, len("06(平成18)年5月"))
    assert source[start:end] == "06（平成18）年5\n\n[図]\n\n月"
