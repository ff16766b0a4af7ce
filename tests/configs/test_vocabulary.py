"""The vocabulary in configs/: it loads, names nothing twice, and keeps to the contract's kinds, acts and codes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from hakusho.config import (
    Acts,
    Countries,
    Entry,
    Eras,
    Instruments,
    Offices,
    Organizations,
    read_toml,
    shipped,
)
from hakusho.records import AgreementAct, CommitmentAct, Kind

MODELS: dict[str, type[Entry]] = {
    "acts": Acts,
    "countries": Countries,
    "eras": Eras,
    "instruments": Instruments,
    "offices": Offices,
    "organizations": Organizations,
}
GROUPS = {
    *("cabinet", "parliament", "ministry", "military_rank", "command", "head_of_state", "diplomat", "foreign_minister"),
    *("international", "local", "judiciary", "academic", "business", "other"),
}


def _file(name: str) -> dict[str, Any]:
    return read_toml(shipped() / f"{name}.toml")


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


COUNTRIES = _file("countries")["country"]
ORGANIZATIONS = _file("organizations")["organization"]
BODIES = _file("organizations")["body"]
OFFICES = _file("offices")["office"]
ERAS = _file("eras")["era"]
INSTRUMENTS = _file("instruments")
CODES = {country["code"] for country in COUNTRIES}


def _country_names() -> list[str]:
    return [n for c in COUNTRIES for n in (c["name"], *c["names"], *c["short"], *c["demonyms"])]


@pytest.mark.parametrize("name", MODELS)
def test_shipped_file_is_valid(name: str) -> None:
    MODELS[name].model_validate(_file(name))


@pytest.mark.parametrize("name", MODELS)
def test_file_explains_itself(name: str) -> None:
    text = Path(shipped() / f"{name}.toml").read_text(encoding="utf-8")
    header = text.split("\n\n[")[0]
    assert header.startswith("# ")
    assert "What it is for:" in header
    assert "How to add" in header


@pytest.mark.parametrize("name", MODELS)
def test_words_are_normalized_and_trimmed(name: str) -> None:
    """Text is compared after NFKC: a fullwidth digit in the vocabulary would never be found."""
    words = [w for w in _strings(_file(name)) if w]
    assert [w for w in words if unicodedata.normalize("NFKC", w) != w or w.strip() != w] == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([c["code"] for c in COUNTRIES], id="country codes"),
        pytest.param([o["id"] for o in ORGANIZATIONS], id="organization ids"),
        pytest.param([b["name"] for b in BODIES], id="body names"),
        pytest.param(_country_names(), id="names of countries"),
        pytest.param([n for e in (*ORGANIZATIONS, *BODIES) for n in e["names"]], id="names of organizations"),
        pytest.param([t for o in OFFICES for t in (o["title"], *o["aliases"])], id="titles"),
        pytest.param([n for i in INSTRUMENTS["instrument"] for n in (i["name"], *i["aliases"])], id="instruments"),
        pytest.param(
            [*(n for k in INSTRUMENTS["kind"] for n in k["nouns"]), *INSTRUMENTS["domestic"]["nouns"]], id="head nouns"
        ),
        pytest.param(_file("offices")["heads"]["suffixes"], id="suffixes"),
        pytest.param([w for words in _file("offices")["modifiers"].values() for w in words], id="modifiers"),
    ],
)
def test_nothing_stands_twice(words: list[str]) -> None:
    assert words
    assert _repeated(words) == []


def test_country_and_organization_names_do_not_collide() -> None:
    organizations = {n for e in (*ORGANIZATIONS, *BODIES) for n in e["names"]}
    assert organizations & set(_country_names()) == set()
    assert {o["id"] for o in ORGANIZATIONS} & CODES == set()


def test_country_codes_are_ordered_pairs_of_capitals() -> None:
    codes = [c["code"] for c in COUNTRIES]
    assert codes == sorted(codes)
    assert [c for c in codes if not (len(c) == 2 and c.isascii() and c.isalpha() and c.isupper())] == []
    assert {"JP", "US", "EU", "SU", "DD", "YU", "TW", "PS", "XK"} <= CODES


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("米", "US"),
        ("ヴィエトナム", "VN"),
        ("ビルマ", "MM"),
        ("西独", "DE"),
        ("ソ", "SU"),
        ("ロ", "RU"),
        ("わが国", "JP"),
    ],
)
def test_a_name_leads_to_its_country(name: str, code: str) -> None:
    assert [c["code"] for c in COUNTRIES if name in (c["name"], *c["names"], *c["short"])] == [code]


def test_references_to_countries_and_organizations_resolve() -> None:
    ids = {o["id"] for o in ORGANIZATIONS}
    assert {m for o in ORGANIZATIONS for m in o["members"]} <= CODES
    assert {b["country"] for b in BODIES if "country" in b} <= CODES
    assert {o[k] for o in OFFICES for k in ("country", "default_country") if k in o} <= CODES
    holders = _file("offices")["holders"]
    assert {code for h in holders for k in ("never", "only", "since") for code in h.get(k, ())} <= CODES
    assert [h for h in holders if not (h["words"] and (h.get("never") or h.get("only")))] == []
    assert {p for i in INSTRUMENTS["instrument"] for p in i["parties"]} <= CODES | ids


def test_lists_of_parties_are_sorted_as_in_the_records() -> None:
    lists = [o["members"] for o in ORGANIZATIONS] + [i["parties"] for i in INSTRUMENTS["instrument"]]
    assert [x for x in lists if x != sorted(x)] == []


def test_body_names_include_the_name() -> None:
    assert [b["name"] for b in BODIES if b["name"] not in b["names"]] == []


def test_offices_have_one_kind_of_country_a_known_group_and_a_span_of_days() -> None:
    assert {o["group"] for o in OFFICES} == GROUPS
    assert [o["title"] for o in OFFICES if "country" in o and "default_country" in o] == []
    for office in OFFICES:
        days = [date.fromisoformat(office[key]) for key in ("from", "until") if key in office]
        assert days == sorted(days), office["title"]


def test_offices_that_replaced_one_another_leave_no_gap() -> None:
    offices = {o["title"]: o for o in OFFICES}
    for old, new in [("防衛庁長官", "防衛大臣"), ("大蔵大臣", "財務大臣"), ("統合幕僚会議議長", "統合幕僚長")]:
        until = date.fromisoformat(offices[old]["until"])
        assert date.fromisoformat(offices[new]["from"]) == until + timedelta(days=1), (old, new)


def test_ranks_are_read_in_digits_and_in_kanji() -> None:
    forms = {f: o["title"] for o in OFFICES if o["group"] == "military_rank" for f in (o["title"], *o["aliases"])}
    for service in "陸海空":
        for digit, kanji in zip("123", "一二三", strict=True):
            for rank in "佐尉曹士":
                title = f"{digit}等{service}{rank}"
                for form in (title, f"{kanji}等{service}{rank}", f"{digit}{service}{rank}"):
                    assert forms[form] == title
    assert forms["三佐"] == "3佐"


def test_suffixes_are_longest_first() -> None:
    lengths = [len(s) for s in _file("offices")["heads"]["suffixes"]]
    assert lengths == sorted(lengths, reverse=True)


def test_eras_are_contiguous_and_only_the_last_is_open() -> None:
    for old, new in pairwise(ERAS):
        assert date.fromisoformat(new["start"]) == date.fromisoformat(old["end"]) + timedelta(days=1), new["name"]
    assert [e["name"] for e in ERAS if not e["end"]] == [ERAS[-1]["name"]]
    assert "".join(e["letter"] for e in ERAS) == "MTSHR"


def test_kinds_are_those_of_the_contract() -> None:
    kinds = [k["kind"] for k in INSTRUMENTS["kind"]]
    assert sorted(kinds) == sorted(get_args(Kind))
    assert {i["kind"] for i in INSTRUMENTS["instrument"]} <= set(kinds)


def test_head_nouns_are_longest_first() -> None:
    for entry in (*INSTRUMENTS["kind"], INSTRUMENTS["domestic"]):
        lengths = [len(n) for n in entry["nouns"]]
        assert lengths == sorted(lengths, reverse=True), entry.get("kind", "domestic")


def test_no_known_instrument_is_taken_for_a_domestic_one() -> None:
    kinds = [n for k in INSTRUMENTS["kind"] for n in k["nouns"]]
    for instrument in INSTRUMENTS["instrument"]:
        for name in (instrument["name"], *instrument["aliases"]):
            longest = max((len(n) for n in kinds if name.endswith(n)), default=0)
            domestic = max((len(n) for n in INSTRUMENTS["domestic"]["nouns"] if name.endswith(n)), default=0)
            assert domestic <= longest, name


@pytest.mark.parametrize(("table", "acts"), [("agreement", AgreementAct), ("commitment", CommitmentAct)])
def test_acts_are_those_of_the_contract(table: str, acts: Any) -> None:
    entries = _file("acts")[table]
    assert list(entries) == list(get_args(acts))
    words = [w for entry in entries.values() for w in (*entry["nouns"], *entry["verbs"])]
    assert _repeated(words) == []
    assert [act for act, entry in entries.items() if not entry["nouns"]] == []
