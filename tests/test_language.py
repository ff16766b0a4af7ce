"""Which language is spoken, and that what is told in it is written in English."""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from hakusho import language
from hakusho.cli.lines import breaks
from hakusho.cli.words import usage_error
from hakusho.errors import HakushoError, RejectedDocument
from hakusho.language import gettext, message, ngettext, packed, translated, unpacked

VARIABLES = ("HAKUSHO_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAKUSHO_LANG", "ja")


@pytest.mark.usefixtures("nothing_set")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "jav_ID.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ja:en"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:ja"}, "ja"),
        ({"LANG": "C", "LANGUAGE": "ja"}, "en"),
        ({"LANGUAGE": "ja"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "HAKUSHO_LANG": "en"}, "en"),
        ({"LC_ALL": "C", "HAKUSHO_LANG": "ja"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "HAKUSHO_LANG": "xx"}, "ja"),
    ],
)
def test_the_language_is_that_of_the_locale_unless_chosen(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language.language() == expected


@pytest.mark.usefixtures("nothing_set")
@pytest.mark.parametrize(("identifier", "expected"), [(0x0411, "ja"), (0x0409, "en"), (0x0412, "en")])
def test_windows_has_the_language_of_its_interface(
    identifier: int, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: identifier)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert language.language() == expected
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert language.language() == "en"


@pytest.mark.usefixtures("japanese")
def test_a_message_is_english_and_can_be_told() -> None:
    known = message(
        "{path}: cannot be read: {error}", path=Path("a.txt"), error=PermissionError(13, "Permission denied")
    )
    assert known == "a.txt: cannot be read: Permission denied"
    assert json.dumps([known]) == '["a.txt: cannot be read: Permission denied"]'
    told = "a.txt: 読めない: 権限がない"
    assert translated(known) == told
    assert translated(pickle.loads(pickle.dumps(known))) == told
    assert translated(unpacked(json.loads(json.dumps(packed(known))))) == told
    assert translated("a plain string: cannot be read") == "a plain string: cannot be read"


@pytest.mark.usefixtures("japanese")
def test_an_error_keeps_its_message_between_processes_and_within_another() -> None:
    error = pickle.loads(pickle.dumps(RejectedDocument("empty", message("the file is empty"))))
    assert (error.reason, str(error), translated(error.message)) == (
        "empty",
        "the file is empty",
        "ファイルが空である",
    )
    outer = HakushoError(message("failed: {error}", error=error))
    assert (str(outer), translated(outer.message)) == ("failed: the file is empty", "失敗: ファイルが空である")


def test_numbers_of_things(monkeypatch: pytest.MonkeyPatch) -> None:
    def documents(n: int) -> str:
        return ngettext("{n:,} document", "{n:,} documents", n)

    assert [documents(1), documents(1200)] == ["1 document", "1,200 documents"]
    monkeypatch.setenv("HAKUSHO_LANG", "ja")
    assert [documents(1), documents(1200)] == ["文書 1 件", "文書 1,200 件"]
    assert gettext("") == ""  # which in a catalogue is its header


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize("width", [1, 2, 3, 8, 20, 200])
def test_lines_are_no_longer_than_the_width_and_lose_nothing(width: int) -> None:
    from rich.cells import cell_len

    text = "省庁の（白書、青書）を hakusho でデータにする。ランチャー、「覚書」！"
    starts = [0, *breaks(text, width), len(text)]
    lines = [text[a:b] for a, b in pairwise(starts)]
    assert "".join(lines) == text
    assert all(lines) and all(cell_len(line.rstrip()) <= max(width, 2) for line in lines)
    if width >= 8:
        assert not any(line[0] in "、。）」ー！" or line.rstrip()[-1] in "（「" for line in lines)


def test_english_breaks_at_spaces_alone() -> None:
    assert list(breaks("one two three", 7)) == [8]
    assert list(breaks("onetwothree", 4)) == [4, 8]


WRONG = {
    "コマンド 'shw' はない。もしかして: 'show'": ("shw",),
    "コマンド 'zzzz' はない。": ("zzzz",),
    "引数 'doc' がない。": ("show",),
    "オプション --bogus はない": ("show", "--bogus"),
    "余分な引数: 余分": ("show", "文書", "余分"),
    "'FORMAT' の値が不正: 'foo' は使えない": ("export", "foo"),
    "'--port' の値が不正: 65535 以下でなければならない": ("review", "--port", "65536"),
    "'--port' の値が不正: 整数ではない": ("review", "--port", "x"),
    "オプション '--editions' には値が 2 個要る。": ("diff", "--editions", "x"),
    "オプション '--brief' は値を取らない。": ("show", "x", "--brief=1"),
    "hakusho: 種別 foo の規則はない": ("rules", "foo"),
    "hakusho: nowhere: ファイルもフォルダもない": ("run", "nowhere", "--out", "out"),
}


@pytest.mark.parametrize(("told", "call"), WRONG.items())
def test_wrong_calls_are_told_in_japanese(told: str, call: tuple[str, ...], tmp_path: Path) -> None:
    ran = hakusho(*call, cwd=tmp_path)
    assert ran.returncode == 2
    assert told in ran.stderr
    if not ran.stderr.startswith("hakusho:"):
        assert "エラー" in ran.stderr and "Error" not in ran.stderr and "Usage" not in ran.stderr


def test_what_typer_may_say_one_day_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAKUSHO_LANG", "ja")
    assert usage_error("Something unheard of.") == "Something unheard of."


def test_help_is_japanese_under_a_japanese_locale() -> None:
    ran = hakusho("--help", LANG="ja_JP.UTF-8", HAKUSHO_LANG="")
    assert "使い方: hakusho" in ran.stdout and "─ コマンド ─" in ran.stdout and "─ オプション ─" in ran.stdout
    assert "この説明を表示して終了。" in ran.stdout
    assert "…" not in ran.stdout  # nothing is cut off
    english = hakusho("--help", LANG="ja_JP.UTF-8", HAKUSHO_LANG="en")
    assert "Usage: hakusho" in english.stdout and english.stdout.isascii() is False  # the frames
    assert not any("ぁ" <= character <= "ヿ" for character in english.stdout)


def test_a_console_without_japanese_characters_is_spoken_to_in_english() -> None:
    plain = {"LANG": "ja_JP.UTF-8", "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    assert "no rules of type foo" in hakusho("rules", "foo", HAKUSHO_LANG="", **plain).stderr
    assert "\\u898f\\u5247" in hakusho("rules", "foo", HAKUSHO_LANG="ja", **plain).stderr  # who asks for it has it


def test_a_language_that_there_is_not_is_said() -> None:
    ran = hakusho("--help", HAKUSHO_LANG="fr")
    assert (ran.returncode, ran.stderr.strip()) == (2, "hakusho: HAKUSHO_LANG: no language fr; there are en, ja")


@pytest.mark.slow
def test_what_is_written_is_english_whatever_is_spoken(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "fish.txt").write_text("三田村大臣は、2019年5月14日に署名した。\n", "utf-8")
    (raw / "empty.txt").write_bytes(b"")
    (raw / "picture.zzz").write_bytes(b"x")
    (raw / "sums.md").write_text("| 区分 | 額 |\n|---|---|\n| 甲 | 10 |\n| 乙 | 20 |\n| 計 | 31 |\n", "utf-8")
    told, written = {}, {}
    for spoken in ("en", "ja"):
        out = tmp_path / spoken
        ran = hakusho("run", raw, "--out", out, "--workers", "0", "--no-cache", cwd=tmp_path, HAKUSHO_LANG=spoken)
        assert ran.returncode == 1, ran.stderr
        told[spoken] = ran.stdout + ran.stderr
        files = sorted(path for path in out.rglob("*") if path.is_file() and path.name != ".lock")
        written[spoken] = {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
    assert written["en"] == written["ja"]
    assert b"the file is empty" in written["ja"]["rejected.jsonl"]
    assert "rejected: empty.txt: the file is empty" in told["en"]
    assert "受け付けなかった文書: empty.txt: ファイルが空である" in told["ja"]
    assert "種類 .zzz のファイルは対象外" in told["ja"]


@pytest.mark.slow
def test_a_warning_is_told_from_the_store_as_from_the_document(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "sums.md").write_text(
        "| 区分 | 前年 | 本年 |\n|---|---|---|\n| 甲 | 10 | 300 |\n| 乙 | 20 | 400 |\n| 計 | 30 | 730 |\n", "utf-8"
    )
    for _ in range(2):
        ran = hakusho("run", raw, "--out", "out", "--workers", "0", cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
        assert "警告: sums: 表（" in ran.stderr
        assert "掲載値は 730、内訳の合計は 700" in ran.stderr
    warnings = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["warnings"]
    assert "730 is published, its parts come to 700" in warnings[0]["message"]


def hakusho(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in Japanese unless the environment says otherwise."""
    surroundings = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "-m", "hakusho.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**surroundings, "HAKUSHO_LANG": "ja", "COLUMNS": "120", "NO_COLOR": "1", "PYTHONUTF8": "1", **environment},
    )
