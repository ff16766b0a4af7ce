"""Two editions of one text: what was carried over, reworded, added, dropped."""

from __future__ import annotations

import random

from written import document, held

from hakusho.compare.alignment import align
from hakusho.compare.changes import compare
from hakusho.compare.passages import Passage, passages, pieces

LAST_YEAR = """第1節 漁業をめぐる外交
我が国は、周辺の国々と漁業に関する協定を結び、資源の保存と管理に努めている。
⟦令和5年|dates|value=2023⟧の漁獲量は、前の年に比べて三パーセント増加した。
また、沿岸の漁村では、後継者の確保が課題となっている。
このため、研修の制度を設けた。"""
THIS_YEAR = """第1節 漁業をめぐる外交
養殖業では、新たな技術の導入が進んでいる。
我が国は、周辺の国々と漁業に関する協定を結び、資源の保存と管理に努めている。
⟦令和6年|dates|value=2024⟧の漁獲量は、前の年に比べて五パーセント増加した。
このため、研修の制度を設けた。"""


def of(old: str, new: str) -> list[tuple[str, str, str]]:
    aligned = align(document("旧", old), document("新", new))
    return [(p.kind, p.old, p.new) for p in passages(aligned)]


def test_editions_under_two_names_pair_by_what_they_say() -> None:
    (found,) = compare(held(白書5=LAST_YEAR), held(白書6=THIS_YEAR)).documents
    assert [(p.kind, (p.new or p.old)[:5]) for p in found.passages] == [
        ("new", "養殖業では"),
        ("reworded", "令和6年の"),
        ("dropped", "また、沿岸"),
    ]
    (change,) = found.records
    assert (change.kind, change.fields["value"]) == ("replaced", ("2023", "2024"))


def test_editions_that_are_named_are_the_only_ones_compared() -> None:
    both = held(白書5=LAST_YEAR, 白書6=THIS_YEAR, 別="⟦令和6年|dates⟧")
    (found,) = compare(both, both, editions=("白書5", "白書6")).documents
    assert found.version.old and found.version.new and found.version.old.doc_id == "白書5"


def test_texts_on_other_matters_do_not_pair() -> None:
    old = held(甲="林野庁は、山地の災害を防ぐための工事を各地で進めている。")
    new = held(乙="文部科学省は、学校で使う教材の電子化に取り組んでいる。")
    assert {(d.version.old is None, d.version.new is None) for d in compare(old, new).documents} == {
        (True, False),
        (False, True),
    }


def test_line_breaks_of_the_page_are_no_difference() -> None:
    sentence = "我が国は、周辺の国々と漁業に関する協定を結び、資源の保存と管理に努めるとともに、取締りを強化している。"
    assert of(sentence, f"{sentence[:40]}\n{sentence[40:]}") == []


def test_a_passage_that_moved_was_carried_over() -> None:
    a, b, c = (
        "漁船の安全を守るため、無線機の設置を進めている。",
        "魚の消費を増やすため、催しを開いた。",
        "港を直している。",
    )
    assert of(f"{a}\n{b}\n{c}", f"{c}\n{a}\n{b}") == []


def test_repeated_sentences_pair_in_order() -> None:
    again = "同じ文が何度も現れる。"
    assert of(f"{again}\n{again}\n{again}", f"{again}\n{again}") == [("dropped", again, "")]


def test_what_was_reworded_shows_what_went_and_what_came() -> None:
    passage = Passage("reworded", "研修の制度を設けた。", "研修の新たな制度を整えた。", (), 0)
    assert pieces(passage) == [
        ("same", "研修の"),
        ("new", "新たな"),
        ("same", "制度を"),
        ("old", "設け"),
        ("new", "整え"),
        ("same", "た。"),
    ]


def test_pieces_make_up_both_sentences() -> None:
    chance = random.Random(4)
    for _ in range(200):
        old, new = ("".join(chance.choices("漁業の協定をに", k=chance.randrange(0, 14))) for _ in range(2))
        found = pieces(Passage("reworded", old, new, (), 0))
        assert "".join(text for kind, text in found if kind != "new") == old
        assert "".join(text for kind, text in found if kind != "old") == new
