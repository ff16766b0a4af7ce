"""What must hold of any input at all, tried with made-up ones; and every crash that a fuzzer found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "fuzz"))

from samples import seed
from targets import TARGETS

# What white papers and their converters put beside each other, so that the branches of the readers are reached.
PARTS = st.sampled_from(
    ["国", "2024年5月", "、", "。", "」", "「", "\n", "\n\n", "\f", "\t", " ", "\u3000", "|", "|---|", "# ", "第1章 ", "(1)", "①",
     "<table>", "<tr>", "<td>", "</td>", "</table>", "<td colspan=3>", "<!--", "-->", "<sup>1</sup>", "&amp;", "&#x0;",
     "1,000", "△3", "計", "単位：人", "注1 ", "表1 ", "ｶﾞ", "か\u3099", "\u200b", "\ufe0f", "\ud840", "𠮷", "\x00", "**", "![", "](",
     "協定", "署名した", "外務大臣", "三田村浩一", "参照", "区分", "* ", "- ", "[a]\n", 'b = """', "'"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=40).map("".join)


@pytest.mark.parametrize("target", ["decode", "read", "normalize", "extract", "toml", "html"])
@settings(max_examples=60, deadline=None)
@given(data=st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_anything_at_all(target: str, data: bytes) -> None:
    TARGETS[target](data)


@pytest.mark.parametrize("target", ["html", "docx", "xlsx", "pdf"])
@settings(max_examples=30, deadline=None)
@given(
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.binary(max_size=8), PARTS.map(lambda part: part.encode("utf-8", "surrogatepass")))),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_a_file_with_changes_in_it(target: str, changes: list[tuple[float, int, bytes]]) -> None:
    """Bytes of a good file taken out, others put in."""
    data = seed(target)
    for place, gone, put in changes:
        at = int(place * len(data))
        data = data[:at] + put + data[at + gone :]
    TARGETS[target](data)
