"""Hostile and broken input: what each is, and what becomes of it. `docs/robustness.md` is made from these tables."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from content import DONE, SENTENCE, Content
from formats import FORMATS


def _with(*parts: str) -> bytes:
    return "".join(parts).encode("utf-8", "surrogatepass")


CONTENTS = [
    # encodings
    Content("UTF-8 with a byte-order mark", codecs.BOM_UTF8 + _with(SENTENCE)),
    Content("UTF-16 with a byte-order mark", codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")),
    Content("UTF-16, big end first", codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be")),
    Content("CP932", (SENTENCE * 3).encode("cp932"), dates=("2024年5月",) * 3),
    Content("EUC-JP", (SENTENCE * 3).encode("euc_jp"), dates=("2024年5月",) * 3),
    Content("ISO-2022-JP", SENTENCE.encode("iso2022_jp")),
    Content("UTF-8 cut in the middle of a character", _with(SENTENCE * 9)[:-4], "undecodable", says="first at byte 4"),
    Content("UTF-8 with a stretch of CP932 in it", _with(SENTENCE * 9) + "署名".encode("cp932") + _with(SENTENCE),
            "undecodable", says="UTF-8 but for"),
    Content("CP932 with a stretch of UTF-8 in it", (SENTENCE * 9).encode("cp932") + _with("署名"), "undecodable"),
    Content("UTF-16 cut in the middle of a character", codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")[:-1],
            "undecodable"),
    Content("lone surrogates, as UTF-8 would write them", _with(SENTENCE * 9, "\ud867"), "undecodable"),
    Content("a lone surrogate in UTF-16", codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le") + b"\x67\xd8\x42\x30",
            "undecodable"),
    Content("bytes of no encoding", bytes(range(128, 256)) * 4, "undecodable"),
    Content("UTF-32", SENTENCE.encode("utf-32"), "binary"),
    # what is no text
    Content("nothing", b"", "empty"),
    Content("nothing but white space", _with(" \n\u3000\n\t\u2003 " * 50), "empty"),
    Content("a picture called .txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "binary"),
    Content("a program called .txt", b"\x7fELF" + bytes(99), "binary"),
    Content("a PDF called .txt", b"%PDF-1.7\n", "binary"),
    Content("zeros", bytes(5000), "binary"),
    # characters
    Content("a few NULs", _with("2024年\0005月、両国は\0漁業協定に署名した。"), dates=("2024年\0005月",)),
    Content("control characters", _with("\x1b[31m2024年5月\x07、両国は\x08署名した。\x7f")),
    Content("a byte-order mark in the middle", _with("両国は、2024年\ufeff5月、署名した。"), dates=("2024年\ufeff5月",)),
    Content("zero-width characters", _with("2\u200b0\u200d24年\u20605月、署名した。"), dates=("2\u200b0\u200d24年\u20605月",)),
    Content("bidirectional overrides", _with("\u202e2024年5月\u202c、署名した。")),
    Content("variation selectors", _with("2024\ufe0e年\U000e01005月、署名した。"), dates=("2024\ufe0e年\U000e01005月",)),
    Content("combining marks on everything", _with("か\u3099か\u3099、", "2024年5月、署名した。")),
    Content("a hundred thousand combining marks", _with("が", "\u0315\u0300" * 50_000, "。\n\n", SENTENCE), slow=True),
    Content("外字: private-use characters", _with("\ue000\U000f0000国は、2024年5月、署名した。")),
    Content("noncharacters", _with("\ufffe\uffff2024年5月、署名した。\U0010ffff")),
    Content("replacement characters", _with("\ufffd\ufffd2024年5月、署名した。")),
    Content("every letter apart, full width", _with("２ ０ ２ ４ 年 ５ 月、署名した。"), dates=("２ ０ ２ ４ 年 ５ 月",)),
    Content("characters beyond the basic plane", _with("𠮷野𩸽は、2024年5月、署名した。")),
    Content("line ends of every kind", _with("あ\r", "い\v", "う\x85え\u2028お\u2029\r\n", SENTENCE, "\f")),
    Content("ligatures that unfold to eighteen letters", _with("\ufdfa" * 5000, "\n\n", SENTENCE)),
    # size and depth
    Content("a megabyte in one line without punctuation", _with("国" * 333_000, "\n\n", SENTENCE), slow=True),
    Content("50 MB in one line without punctuation", _with("国" * 16_700_000, "\n\n", SENTENCE), "too_large",
            says="16,700,023 characters, more than limits.max_chars = 10,000,000"),
    Content("a million headings", _with("# 外交\n\n" * 1_000_000), "too_large", name="文書.md",
            says="max_blocks = 300,000", slow=True),
    Content("ten thousand headings", _with("# 外交\n\n" * 10_000, SENTENCE), name="文書.md", slow=True),
    Content("ten thousand tags in each other", _with("<div>" * 10_000, SENTENCE, "</div>" * 10_000)),
    Content("ten thousand tables in each other", _with("<table><tr><td>国<td>" * 10_000, "\n\n", SENTENCE), slow=True),
    Content("tags that do not end", _with("<table><tr><td " * 20_000, "\n\n", SENTENCE), slow=True),
    Content("comments that do not end", _with("<table><!--" * 20_000, "\n\n", SENTENCE), slow=True),
    Content("a table of a billion columns", _with("<table><tr><td colspan=1000000000>国</td><td>1</td></tr><tr><td>国",
            "</td></tr></table>\n\n", SENTENCE)),
    Content("ten thousand cells of a thousand columns", _with("<table><tr>", "<td colspan=1000>国" * 10_000,
            "<tr><td>国</table>"), "too_large", says="max_cells = 200,000"),
    Content("a cell of a billion rows", _with("<table><tr><td rowspan=999999999>国<td>1<tr><td>2</table>\n\n", SENTENCE)),
    Content("a Markdown table of a million columns", _with("|国" * 1_000_000, "|\n", "|-" * 1_000_000, "|\n", "|1" * 1_000_000,
            "|\n"), "too_large", name="文書.md", slow=True),
    Content("a Markdown table of a hundred thousand columns", _with("|国" * 100_001, "|\n", "|-" * 100_001, "|\n",
            "|1" * 100_001, "|\n"), "too_large", name="文書.md", says="max_cells = 200,000"),
    Content("a tab-separated table with one wide row", _with("国\t人口\n" * 10, "1\t" * 30_000, "2\n"), "too_large"),
    Content("a hundred thousand pipes", _with("|" * 100_000, "\n\n", SENTENCE), name="文書.md"),
    Content("a hundred thousand spaces in a sentence", _with("両国は、2024年5月、", " " * 100_000, "署名した。")),
    Content("a hundred thousand open brackets", _with("(「『[<" * 20_000, "\n\n", SENTENCE)),
    Content("a list of dates without a full stop", _with("2024年5月、" * 500), dates=("2024年5月",) * 500),
    *FORMATS,
]  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """Something in the folder that is no plain file, or has no plain name. `path` and `outcome` are as listed; a
    `path` of None says that it is passed over."""

    what: str
    make: Callable[[Path], None]
    path: str | None
    outcome: str = DONE
    needs: str = ""  # what the system must have


def _write(name: str | bytes, data: bytes = _with(SENTENCE)) -> Callable[[Path], None]:
    def make(raw: Path) -> None:
        path = raw / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return make


def _link(name: str, target: str) -> Callable[[Path], None]:
    return lambda raw: (raw / name).symlink_to(target)


def _locked(raw: Path) -> None:
    _write("鍵/中.txt")(raw)
    (raw / "鍵").chmod(0)


def _locked_file(raw: Path) -> None:
    _write("鍵.txt")(raw)
    (raw / "鍵.txt").chmod(0)


def _twins(raw: Path) -> None:
    _write("が.txt")(raw)
    _write("か\u3099.txt")(raw)


LONG = "あ" * 83 + ".txt"  # 253 bytes: legal, and too long with .json at its end
ENTRIES = [
    Entry("a name in Japanese", _write("令和６年版 外交青書（第１章）.txt"), "令和６年版 外交青書（第１章）.txt"),
    Entry("a line break in the name", _write("外\n交.txt"), "外\n交.txt"),
    Entry("a name of 253 bytes", _write(LONG), LONG),
    Entry("a name in CP932", _write("外交.txt".encode("cp932")), r"\x8aO\x8c\xf0.txt"),
    Entry("quotes, colons and wildcards in the name", _write('a"b:c*d?e|f<g>h\\i.txt'), 'a"b:c*d?e|f<g>h\\i.txt'),
    Entry("control characters in the name", _write("a\x1b[31mb.txt"), "a\x1b[31mb.txt"),
    Entry(
        "a folder that ends as the JSON files do",
        lambda raw: (_write("a.txt")(raw), _write("a.json/b.txt")(raw))[0],
        "a.json/b.txt",
    ),
    Entry("a name of dots", _write("....txt/...txt/x.txt"), None),
    Entry("folders forty deep", _write("/".join(["深い所"] * 40) + "/x.txt"), "/".join(["深い所"] * 40) + "/x.txt"),
    Entry("two names that are one in NFC", _twins, "か\u3099.txt", "duplicate"),
    Entry(
        "two files of one doc_id", lambda raw: (_write("同.txt")(raw), _write("同.md")(raw))[0], "同.md", "duplicate"
    ),
    Entry(
        "a picture of the same name",
        lambda raw: (_write("図.txt")(raw), _write("図.png", b"\x89PNG")(raw))[0],
        "図.txt",
    ),
    Entry("a named pipe", lambda raw: os.mkfifo(raw / "管.txt"), "管.txt", "unreadable"),
    Entry("a device", _link("器.txt", "/dev/zero"), "器.txt", "unreadable"),
    Entry("a file of /proc", _link("状.txt", "/proc/self/mem"), "状.txt", "unreadable", needs="/proc/self/mem"),
    Entry("a link to itself", _link("輪.txt", "輪.txt"), "輪.txt", "unreadable"),
    Entry("a link to nothing", _link("空.txt", "nowhere"), "空.txt", "unreadable"),
    Entry("a link to the folder above", _link("上", ".."), "上", "unreadable"),
    Entry("a folder called .txt", lambda raw: (raw / "夾.txt").mkdir(), None),
    Entry("no ending", _write("外交"), "外交", "unsupported"),
    Entry("an ending not read", _write("外交.xyz"), "外交.xyz", "unsupported"),
    Entry("a file without permission", _locked_file, "鍵.txt", "unreadable", needs="permissions"),
    Entry("a folder without permission", _locked, "鍵", "unreadable", needs="permissions"),
]
