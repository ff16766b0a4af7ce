"""Lines to blocks: what a converter broke is one again, and nothing runs into its neighbour."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hakusho.prepare.pieces import pieces
from hakusho.read.files import from_text


def read(text: str, *, markdown: bool = False) -> list[tuple[str, str, tuple[str, ...]]]:
    media = "text/markdown" if markdown else "text/plain"
    source = from_text(text, doc_id="t", path="t", media_type=media)
    return [(p.block.kind, p.text, p.section) for p in pieces(source)]


def test_a_hard_wrapped_bullet_is_one() -> None:
    text = (
        "総論\n"
        "• 両大臣は、漁業資源の持続的な利用に向けて、監視と取締りに関する情報を共有し、違法な操業を防ぐた\n"
        "めの取組を両国で進めることで一致しました。また、次回の会合を来年に開くことを確認しまし\n"
        "た。\n\n"
        "• 日本側から、輸入の規制について早期の撤廃を求めました。\n"
    )
    assert read(text) == [
        ("heading", "総論", ()),
        (
            "list_item",
            "両大臣は、漁業資源の持続的な利用に向けて、監視と取締りに関する情報を共有し、違法な操業を防ぐための取組を両国で"
            "進めることで一致しました。また、次回の会合を来年に開くことを確認しました。",
            ("総論",),
        ),
        ("list_item", "日本側から、輸入の規制について早期の撤廃を求めました。", ("総論",)),
    ]


def test_a_page_break_inside_a_date_with_a_figure_between() -> None:
    text = (
        "## 第2節 経緯\n\n両国は、漁業に関する協議を重ねた結果、06（平成18）年5\n\n"
        "図表3-1 協議の枠組み\n\n![](a.png)\n\n月に取決めを見直し、同年末に発効させた。\n"
    )
    found = read(text, markdown=True)
    assert found[1][:2] == (
        "paragraph",
        "両国は、漁業に関する協議を重ねた結果、06(平成18)年5月に取決めを見直し、同年末に発効させた。",
    )
    assert found[2][0] == "caption"


def test_a_sentence_that_runs_through_a_list_is_one() -> None:
    text = (
        "両閣僚は特に、\n\n- (1) 航路の安全について、訓練を重ねること\n\n- (2) 装備の維持について、部品を融通すること\n\n"
        "について議論を行った。\n\nさらに、次回の日程を確認した。\n"
    )
    found = read(text)
    assert [kind for kind, _, _ in found] == ["paragraph", "paragraph"]
    assert found[0][1].startswith("両閣僚は特に、(1)") and found[0][1].endswith("について議論を行った。")


def test_a_word_cut_by_a_photo() -> None:
    text = (
        "・両国は、海上での安全の確保に引き続きコ\n\n\n訪問先で握手する両大臣\n\nミットする。\n・次の議題に移った。\n"
    )
    found = read(text)
    assert found[0][1] == "両国は、海上での安全の確保に引き続きコミットする。"
    assert [plain for _, plain, _ in found[1:]] == ["訪問先で握手する両大臣", "次の議題に移った。"]


def test_headings_nest_by_their_markers() -> None:
    text = "第1章 総論\n\n1 概観\n\n（1）経緯\n\nア 前史\n\n戦後、両国は国交を回復した。\n\n（2）現状\n\n協定は有効である。\n"
    found = read(text)
    assert found[4][2] == ("第1章 総論", "1 概観", "(1)経緯", "ア 前史")
    assert found[6][2] == ("第1章 総論", "1 概観", "(2)現状")


def test_titles_behind_other_text_of_a_line() -> None:
    long = "漁業をめぐる国際的な環境は近年大きく変わり、" * 4
    text = (
        f"1　水産業の動向\n{long}資源の管理が課題である。（1）　資源の管理\n{long}取組が進む。2　養殖\n養殖の生産は増えた。\n"
        "12　https://www.example.jp/fish/index.html\n13　https://www.example.jp/report.pdf（2）輸出\n輸出は増えた。\n"
        f"{long}調べた。3　月末までに\n"
    )
    found = read(text)
    assert [(kind, plain) for kind, plain, _ in found if kind != "paragraph"] == [
        ("heading", "1 水産業の動向"),
        ("heading", "(1)資源の管理"),
        ("heading", "2 養殖"),
        ("footnote", "12 https://www.example.jp/fish/index.html"),
        ("footnote", "13 https://www.example.jp/report.pdf"),
        ("heading", "(2)輸出"),
    ]


def test_a_chapter_on_one_line() -> None:
    text = (
        "第2章 地域の外交 1 大洋州 (1)総論 " + "太平洋の島々との関係は深い。" * 40 + " (2)各論 ア 豪州 "
        "3月、外務大臣は豪州を訪問した。"
        + "両国の協力は広い。" * 10
        + " 会談に臨む大臣 (3月8日、キャンベラ) 会談の後、声明が発出された。"
    )
    found = read(text)
    assert [(kind, plain) for kind, plain, _ in found if kind != "paragraph"] == [
        ("heading", "第2章 地域の外交"),
        ("heading", "1 大洋州"),
        ("heading", "(1)総論"),
        ("heading", "(2)各論"),
        ("heading", "ア 豪州"),
        ("caption", "会談に臨む大臣(3月8日、キャンベラ)"),
    ]


@given(st.text("協定第1章節（）ア.。、 \n\t・-#|<>td/年月日", max_size=400))
def test_no_character_is_in_two_blocks(text: str) -> None:
    source = from_text(text, doc_id="t", path="t", media_type="text/markdown")
    spans = sorted(span for block in source.blocks for span in block.spans)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_the_entries_of_a_chronology_do_not_run_on() -> None:
    text = (
        "主要事項（2007年）\n1月12日　大臣、北極海の理事会で演説\n1月15日　第2回漁業相会議\n"
        "3/13　大臣、漁業に関する共同宣言に署名\n4/2（月）　会議\n"
    )
    found = [text for _, text, _ in read(text)]
    assert [line.split()[0][:4] for line in found] == ["主要事項", "1月12", "1月15", "3/13", "4/2("]


def test_a_caption_that_an_image_has_for_its_alternative_text_is_text() -> None:
    text = (
        "会談を行った。\n\n![漁業相の会談（2024年10月20日、函館）](n330.jpg)\n\n![図1](a.png)\n\n次の会談は来年開く。\n"
    )
    found = read(text, markdown=True)
    assert [(kind, line) for kind, line, _ in found] == [
        ("paragraph", "会談を行った。"),
        ("caption", "漁業相の会談(2024年10月20日、函館)"),
        ("paragraph", "次の会談は来年開く。"),
    ]
