"""A comparison as it is told: figures, limits, terminal, JSON, Markdown, HTML."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console
from written import Held, held

from hakusho.compare.as_html import render, write_page
from hakusho.compare.as_json import as_json
from hakusho.compare.as_markdown import as_markdown
from hakusho.compare.changes import Comparison, compare
from hakusho.compare.in_terminal import print_comparison
from hakusho.compare.tally import Limit, by_type, tables_named
from hakusho.errors import HakushoError

OLD = "⟦令和6年|dates|value=2024⟧度の予算に計上した。\n⟦三田村浩一|people⟧大臣が述べた。\n古い文はここで終わりとなる。"
NEW = "⟦令和6年度|dates|value=2024-04/2025-03⟧の予算に計上した。\n⟦三田村浩一|people|title=大臣⟧大臣が述べた。\n⟦来年|dates⟧の見通しを述べる新たな文がここに立つ。"
NAMES = ("main", "extracted")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(held(予算=OLD, 廃止="⟦北見|people⟧氏"), held(予算=NEW))


def terminal(comparison: Comparison, most: int | None) -> str:
    console = Console(file=io.StringIO(), width=100, color_system=None, highlight=False)
    print_comparison(console, comparison, NAMES, most=most)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_the_terminal_has_figures_first_then_changes(comparison: Comparison) -> None:
    lines = [line.rstrip() for line in terminal(comparison, 20).splitlines()]
    assert lines[0] == "main → extracted"
    assert re.search(r"^dates +2 +1 +· *$", "\n".join(lines), re.M)
    assert re.search(r"^people +· +1 +1 *$", "\n".join(lines), re.M)
    at = lines.index("± dates  予算:0  ⟦令和6年度⟧の予算に計上した。")
    assert lines[at + 1 : at + 3] == [
        "    - ⟦令和6年⟧  value=2024  resolution=explicit  dates.plain",
        "    + ⟦令和6年度⟧  value=2024-04/2025-03  resolution=explicit  dates.plain",
    ]
    assert "    title: ∅ → 大臣" in lines
    assert "- 廃止  gone, 1 record" in lines
    assert "- 古い文はここで終わりとなる。" in lines


def test_a_short_report_says_how_much_it_leaves_out(comparison: Comparison) -> None:
    short = terminal(comparison, 1)
    assert "… 3 more changes; --all lists them" in short
    assert "more" not in terminal(comparison, None)
    assert "北見" in terminal(comparison, None) and "北見" not in terminal(comparison, 20)


def test_no_differences() -> None:
    same = compare(held(予算=OLD), held(予算=OLD))
    assert "no differences" in terminal(same, 20)
    assert "No differences." in as_markdown(same, NAMES, most=20)
    assert "No differences." in render(same, NAMES)
    assert as_json(same, NAMES)["changes"] == []


def test_what_a_document_says_is_no_markup_of_the_terminal() -> None:
    told = terminal(compare(held(甲="括弧"), held(甲="[red]⟦括弧|people⟧[/red]")), 20)
    assert "[red]⟦括弧⟧[/red]" in told


def test_json_has_figures_and_changes(comparison: Comparison) -> None:
    told = json.loads(json.dumps(as_json(comparison, NAMES)))
    assert told["types"]["dates"] == {"gained": 2, "lost": 1, "changed": 0, "moved": 0, "replaced": 1}
    assert told["total"]["lost"] == 2
    (changed,) = [c for c in told["changes"] if c["kind"] == "changed" and c["type"] == "people"]
    assert changed["fields"]["title"] == [None, "大臣"]
    assert changed["context"] == "⟦三田村浩一⟧大臣が述べた。"
    assert told["sentences"] == {"new": 1, "dropped": 1}


def test_markdown_is_tables_and_a_fenced_diff(comparison: Comparison) -> None:
    told = as_markdown(comparison, NAMES, most=20)
    assert told.startswith("### hakusho diff: main → extracted\n\n| type | gained | lost | changed |\n| --- | --: |")
    assert "| dates | 2 | 1 |  |" in told
    assert "<summary>Changes (4)</summary>\n\n```diff\n" in told
    assert "+     ⟦令和6年度⟧  value=2024-04/2025-03  resolution=explicit  (dates.plain)" in told
    assert "Sentences: 1 new, 1 dropped" in told
    assert told.count("```") % 2 == 0


def test_markdown_of_a_document_stays_text() -> None:
    evil = "````\n</details><script>alert(1)</script>`|`⟦*太字*|people|rule=people.a_b⟧大臣"
    told = as_markdown(compare(held(**{"a|b`": "同"}), held(**{"a|b`": evil})), NAMES, most=20)
    fences = [line for line in told.splitlines() if re.fullmatch(r"`{3,}(?:diff)?", line)]
    assert fences[0].startswith("`````") and len(fences) % 2 == 0
    outside = re.sub(r"(`{3,})diff\n.*?\n\1\n", "", told, flags=re.S)
    assert "<script>" not in outside and "people.a\\_b" in outside


class Seen(HTMLParser):
    """The elements and addresses of a page, and whether each that was opened was closed."""

    VOID = ("meta", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    assert parser.open == []
    return parser


def test_the_page_asks_nothing_of_the_network(comparison: Comparison) -> None:
    page = seen(render(comparison, NAMES))
    assert page.addresses == []
    assert not page.tags & {"script", "img", "link", "iframe"}
    assert {"ins", "del", "mark"} <= page.tags


def test_nothing_in_a_document_is_markup_of_the_page() -> None:
    evil = "<script>alert(1)</script>⟦<b>|people|title=</style><img src=x>⟧大臣"
    page = render(compare(held(**{"<i>": "同じ"}), held(**{"<i>": evil})), ("<u>", "\"'><script>"))
    found = seen(page)
    assert not found.tags & {"script", "img", "i", "u"}
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_is_written_or_says_why_not(comparison: Comparison, tmp_path: Path) -> None:
    write_page(comparison, NAMES, tmp_path / "変更.html")
    assert "令和6年度" in (tmp_path / "変更.html").read_text(encoding="utf-8")
    with pytest.raises(HakushoError, match="cannot be written"):
        write_page(comparison, NAMES, tmp_path)


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("lost>0", "lost is 2 (--fail-on lost>0)"),
        ("dates.lost > 0", "dates.lost is 1 (--fail-on dates.lost>0)"),
        ("dates.lost>1", None),
        ("changed>=1", "changed is 1 (--fail-on changed>=1)"),
        ("gained<3", "gained is 2 (--fail-on gained<3)"),
        ("replaced!=1", None),
        ("documents.lost=1", "documents.lost is 1 (--fail-on documents.lost=1)"),
        ("agreements.gained>0", None),
    ],
)
def test_limits(comparison: Comparison, limit: str, message: str | None) -> None:
    assert Limit.parse(limit).reached(by_type(comparison.changes)) == message


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("lost", "is no limit; write one as"),
        ("lost>-1", "is no limit"),
        ("dates.lots>0", "nothing is counted as lots; did you mean lost?"),
        ("date.lost>0", "no type date; did you mean dates?"),
    ],
)
def test_a_limit_that_is_none_says_so(limit: str, message: str) -> None:
    with pytest.raises(HakushoError, match=re.escape(message)):
        Limit.parse(limit)


def test_types_are_named_as_the_tables_are() -> None:
    assert tables_named(" dates, people ") == ["dates", "people"]
    with pytest.raises(HakushoError, match="did you mean dates"):
        tables_named("date")


def test_what_differs_only_in_the_ledger_is_a_difference() -> None:
    ledger: Held = held(予算="⟦令和6年|discarded⟧")
    told = compare(held(予算="令和6年"), ledger)
    assert [c.table for c in told.changes] == ["discarded"]
    assert Limit.parse("gained>0").reached(by_type(told.changes)) is None
    assert Limit.parse("discarded.gained>0").reached(by_type(told.changes))
