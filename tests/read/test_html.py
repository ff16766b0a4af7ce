"""HTML pages: the text and nothing around it, whatever the markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.errors import RejectedDocument
from hakusho.read.files import RawFile, read
from hakusho.read.source import Source


def _read(page: str | bytes, tmp_path: Path, encoding: str = "utf-8") -> Source:
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode(encoding))
    return read(RawFile(path, path.name, "page"))


def _blocks(source: Source) -> list[tuple[str, str]]:
    return [(b.kind, "".join(source.text[a:e] for a, e in b.spans)) for b in source.blocks]


TEXT = "外務大臣は、来日した各国の大臣と会談を行い、協力を深めることで一致した。" * 4
AROUND = [
    '<nav><ul><li><a href="/">ホーム</a></ul></nav>',
    '<div id="gNavi"><a href="/a">政策</a> <a href="/b">統計</a></div>',
    '<ul class="topicPath"><li><a href="/">トップ</a></li><li>白書</li></ul>',
    '<div class="l-sidebar">関連する白書のご案内</div>',
    '<p><a href="#top">このページの先頭へ</a></p>',
    '<ul><li><a href="1">第1節</a><li><a href="2">第2節</a><li><a href="3">第3節</a></ul>',
    "<footer>著作権</footer>",
    '<div style="display: none">隠れた文</div>',
    "<script>var x = '<p>文</p>';</script>",
    "<!-- <p>注釈</p> -->",
    '<div role="search">検索</div>',
]


@pytest.mark.parametrize("around", AROUND)
def test_what_surrounds_the_text_is_left_out(around: str, tmp_path: Path) -> None:
    source = _read(f"<body>{around}<div><h1>第1章</h1><p>{TEXT}</p></div>{around}</body>", tmp_path)
    assert _blocks(source) == [("heading", "第1章"), ("paragraph", TEXT)]


@pytest.mark.parametrize(
    "page",
    [
        '<body class="contents-page"><div id="navigation-area"><p>{0}</p></div></body>',  # names that mislead
        "<main><header><h1>第1章</h1></header><p>{0}</p></main>",
        '<form action="x"><div class="header-wrapper"><p>{0}</p></div></form>',
        "<table><tr><td width=150><a href=1>一</a><a href=2>二</a><a href=3>三</a></td><td><h2>題</h2><p>{0}</p></td></tr></table>",
        '<p>{0}<a href="x">協定</a></p>',
    ],
)
def test_the_text_is_never_left_out(page: str, tmp_path: Path) -> None:
    assert TEXT in _read(page.format(TEXT), tmp_path).text


def test_inline_markup_is_read_as_a_person_reads_it(tmp_path: Path) -> None:
    page = (
        "<p>５月、<ruby>李<rp>(</rp><rt>イ</rt><rp>)</rp></ruby>長官は&ldquo;協定&rdquo;に署名した<sup>注1</sup>。"
        "面積は10km<sup>2</sup>、A&amp;Bの\n  <b>計画</b>も\n示した。</p>"
    )
    assert _blocks(_read(page, tmp_path)) == [
        ("paragraph", "５月、李長官は“協定”に署名した<sup>注1</sup>。面積は10km2、A&Bの計画も示した。")
    ]


def test_blocks_keep_their_kind(tmp_path: Path) -> None:
    page = (
        "<h2>1 総論</h2><p>次を確認した。<ul><li>貿易の拡大<li>投資の促進</ul>"
        "<figure><img src=x><figcaption>会談する両大臣</figcaption></figure>"
        "<p><strong>（１）政策協議</strong></p><p>一行目。<br><br>二行目。</p><pre>一\n二</pre>"
    )
    assert _blocks(_read(page, tmp_path)) == [
        ("heading", "1 総論"),
        ("paragraph", "次を確認した。"),
        ("list_item", "貿易の拡大"),
        ("list_item", "投資の促進"),
        ("caption", "会談する両大臣"),
        ("heading", "（１）政策協議"),
        ("paragraph", "一行目。"),
        ("paragraph", "二行目。"),
        ("paragraph", "一"),
        ("paragraph", "二"),
    ]
    assert [b.section for b in _read(page, tmp_path).blocks][-1] == ("1 総論", "（１）政策協議")


def test_a_table_with_spans_caption_unit_and_another_table_in_it(tmp_path: Path) -> None:
    page = (
        "<p>表1 予算</p><p>（単位：億円）</p><table><tr><td rowspan=2>区分<td colspan=2>金額<tr><th>令和4年度<th>令和5年度"
        "<tr><td>外交<br>安保<td>1,000<td>1,200<table><tr><td>甲<td>1<tr><td>乙<td>2</table></table><p>（注）概算</p>"
    )
    source = _read(page, tmp_path)
    outer, inner = [b.grid for b in source.blocks if b.grid]
    assert outer is not None and inner is not None
    cells = {(c.row, c.col): (source.text[c.start : c.end], c.rowspan, c.colspan, c.header) for c in outer.cells}
    assert cells[0, 0] == ("区分", 2, 1, None)
    assert cells[0, 1] == ("金額", 1, 2, None)
    assert cells[1, 2] == ("令和5年度", 1, 1, True)
    assert cells[2, 0] == ("外交\n安保", 1, 1, None)
    assert [source.text[c.start : c.end] for c in inner.cells] == ["甲", "1", "乙", "2"]
    assert source.text[slice(*outer.cells[-1].spans[0])].strip() == "1,200"
    assert outer.caption and source.text[slice(*outer.caption)] == "表1 予算"
    assert [source.text[slice(*n)] for n in outer.notes] == ["（単位：億円）", "（注）概算"]


def test_a_rowspan_of_a_billion_is_no_memory_bomb(tmp_path: Path) -> None:
    page = f"<p>{TEXT}</p><table><tr><td rowspan=1000000000 colspan=1000000000>甲<td>乙<tr><td>丙<td>丁</table>"
    grid = next(b.grid for b in _read(page, tmp_path).blocks if b.grid)
    assert len(grid.cells) == 4


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("said", [True, False])
def test_encodings(encoding: str, said: bool, tmp_path: Path) -> None:
    label = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP"}.get(encoding, encoding)
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if said else ""
    source = _read(f"<html><head>{meta}<title>白書</title></head><body><p>{TEXT}</p></body>", tmp_path, encoding)
    assert _blocks(source) == [("paragraph", TEXT)]
    assert source.metadata.title == "白書"


def test_a_wrong_charset_does_not_hold(tmp_path: Path) -> None:
    source = _read(f'<meta charset="Shift_JIS"><p>{TEXT}①～</p>', tmp_path, "utf-8")
    assert source.encoding == "utf-8"


@pytest.mark.parametrize(
    ("page", "reason"),
    [("<html><body><nav>目次</nav></body></html>", "empty"), ("<div>" * 5000 + "文", "damaged")],
)
def test_pages_that_are_rejected(page: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(RejectedDocument) as error:
        _read(page, tmp_path)
    assert error.value.reason == reason
    assert "\n" not in str(error.value)
