"""What a person reads."""

from __future__ import annotations

import pytest

from hakusho.prepare.pieces import readable


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("令 和 7 年 3 月 3 0 日 9 時 5 0 分から約 8 5 分間、会談", "令和7年3月30日9時50分から約85分間、会談"),
        ("来年で1 5 周年を迎える", "来年で15周年を迎える"),
        ("防　衛　省", "防衛省"),
        ("枠組み（D I C A S）を活用", "枠組み(DICAS)を活用"),
        ("13 (平成25) 年10月", "13(平成25)年10月"),
        ("2 日米安全保障体制", "2 日米安全保障体制"),
        ("①日本、②米国", "①日本、②米国"),
        ("辺（へ）野古と場裡（り）", "辺野古と場裡"),
        ("ガイドライン<sup>1</sup>が了承", "ガイドラインが了承"),
        ("A &amp; B と <b>C</b>", "A & B と C"),
        ("**Q参照** 資料20", "Q参照 資料20"),
        ("特別行動委員会（SACO）Special Action Committee on Okinawa 最終報告", "特別行動委員会(SACO)最終報告"),
        ("Mutual Defense\nAssistance 協定", "Mutual Defense Assistance 協定"),
        ("髙橋　諒さん", "髙橋 諒さん"),
        ("　◎三　村　　浩　一　　　館　山　　　徹　　小早川　　洋　子", "◎三村 浩一 館山 徹 小早川 洋 子"),
        ("外 務 大 臣　館　山　　徹", "外務大臣 館山 徹"),
        ("令　和　　七　年　三　月", "令和七年三月"),
        ("委員：三村徹、館山典子\n傍聴者：1名", "委員:三村徹、館山典子 傍聴者:1名"),
        ("委員　三村徹　山海大学教授\n委員　館山典子", "委員 三村徹 山海大学教授 委員 館山典子"),
        ("委員：三村　徹、エド・ベン\n　幹事：館山　浩一", "委員:三村 徹、エド・ベン 幹事:館山 浩一"),
        ("x < y > z", "x < y > z"),
        ("[概要](https://example.jp/a)のとおり", "概要のとおり"),
        ("﻿冒頭​の記号", "冒頭の記号"),
    ],
)
def test_reads(source: str, plain: str) -> None:
    assert readable(source) == plain
