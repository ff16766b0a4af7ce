"""Gold and records are paired by overlap, one to one; alternatives and open items are heard."""

from __future__ import annotations

from typing import Any

import pytest

from hakusho.compare.gold import GoldItem
from hakusho.compare.measures import (
    MEASURES,
    commitment_full,
    date_value,
    exact_span,
    person_linked,
    person_office,
    plain,
    plain_value,
)
from hakusho.compare.pairing import overlap, pair, trimmed
from hakusho.records import AgreementRecord, CommitmentRecord, DateRecord, PersonRecord

COMMON: dict[str, Any] = {"record_id": "r", "doc_id": "d", "section": [], "sentence": "s", "rule": "x.y"}


def date(start: int, text: str, value: str | None = "2024", **more: Any) -> DateRecord:
    return DateRecord(
        **COMMON, start=start, end=start + len(text), text=text, **{"type": "DATE", "value": value, **more}
    )


def gold(start: int, text: str, **more: Any) -> GoldItem:
    return GoldItem({"start": start, "end": start + len(text), "text": text, **more})


def found(*_: Any) -> bool:
    return True


def test_half_of_the_union_is_enough() -> None:
    assert overlap((0, 4), (0, 2)) == 0.5
    assert overlap((0, 4), (4, 8)) == 0.0
    assert [len(x) for x in _counts([gold(0, "令和六年")], [date(0, "令和")])] == [1, 0, 0]
    assert [len(x) for x in _counts([gold(0, "令和六年度")], [date(0, "令和")])] == [0, 1, 1]


def test_white_space_at_the_ends_does_not_count() -> None:
    assert trimmed(5, 12, " \n令和6年 ") == (7, 11)
    assert trimmed(5, 12, None) == (5, 12)
    assert exact_span(gold(0, "令和6年"), date(0, "令和6年\n"))


def test_the_closest_pair_first_and_one_to_one() -> None:
    records = [date(0, "令和6年7"), date(0, "令和6年")]
    outcome = pair([gold(0, "令和6年")], records, found)
    assert outcome.found[0][1] is records[1]
    assert outcome.extra == [records[0]]


def test_a_record_that_is_wrong_leaves_the_item_to_another() -> None:
    records = [date(0, "令和6年", "2023"), date(0, "令和6年7", "2024")]
    outcome = pair([gold(0, "令和6年", type="DATE", value="2024")], records, date_value)
    assert [r for _, r in outcome.found] == [records[1]]


@pytest.mark.parametrize("mark", ["borderline", "outside_list", "optional"])
def test_open_items_are_neither_missed_nor_make_extras(mark: str) -> None:
    item = gold(0, "令和6年", **{mark: True})
    assert [len(x) for x in _counts([item], [date(0, "令和6年")])] == [0, 0, 0]
    assert [len(x) for x in _counts([item], [date(3, "年の春の")])] == [0, 0, 0]
    assert [len(x) for x in _counts([item], [])] == [0, 0, 0]
    assert [len(x) for x in _counts([item], [date(9, "令和7年")])] == [0, 0, 1]


def test_alternatives() -> None:
    assert gold(0, "x", value="2024", value_alt="2025").accepted("value") == ["2024", "2025"]
    assert gold(0, "x", value="2024", value_alt=["2025", None]).accepted("value") == ["2024", "2025", None]
    assert gold(0, "x", value_alt="2025").accepted("value") == [None]
    assert gold(0, "x", parties=["JP"], parties_alt=["JP", "US"]).accepted("parties") == [["JP"], ["JP", "US"]]
    assert gold(0, "x", parties=["JP"], parties_alt=[["US"], []]).accepted("parties") == [["JP"], ["US"], []]
    assert exact_span(gold(0, "同年5月中", text_alt="同年5月"), date(0, "同年5月"))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("PT85M", "PT1H25M", True),
        ("2024-07-28T19:00:00", "2024-07-28T19:00", True),
        ("2024~", "2024", True),
        (None, "", True),
        ("PT", "PT0M", False),
        ("2024", "2025", False),
    ],
)
def test_values_are_compared_in_one_form(a: str | None, b: str, same: bool) -> None:
    assert (plain_value(a) == plain_value(b)) is same


def test_names_are_compared_in_one_form() -> None:
    assert plain("ジョン・\n「ハムレ」 ") == plain("ジョンハムレ")
    assert plain(None) == ""


def person(**more: Any) -> PersonRecord:
    fields = {"name": "三田村", "person_id": "p", "full_name": "三田村浩一", **more}
    return PersonRecord(**COMMON, start=0, end=3, text="三田村", **fields)


def test_a_person_without_office_may_be_of_any_country() -> None:
    without = gold(0, "三田村", name="三田村", title=None, country="JP")
    assert person_office(without, person(country="US"))
    with_office = gold(0, "三田村", name="三田村", title="大臣", country="JP")
    assert person_office(with_office, person(title="大臣", country="JP"))
    assert not person_office(with_office, person(title="大臣", country=None))
    assert not person_office(with_office, person(title="長官", country="JP"))


def test_a_person_is_linked_by_the_full_name() -> None:
    assert person_linked(gold(0, "三田村", name="三田村", full_name="三田村 浩一"), person())
    assert not person_linked(gold(0, "三田村", name="三田村"), person())
    assert person_linked(gold(0, "三田村", name="三田村"), person(full_name="三田村"))


def test_an_agreement_may_be_known_by_an_alias() -> None:
    record = AgreementRecord(
        **COMMON,
        start=0,
        end=3,
        text="同協定",
        name="漁業協定",
        aliases=["日豪漁業協定"],
        agreement_id="a",
        kind="agreement",
        act="signed",
        date="2005-02",
        parties=["JP", "AU"],
    )
    full = MEASURES["agreements"]["full"]
    item = gold(0, "同協定", name="日豪漁業協定", act="signed", date="2005-02", parties=["AU", "JP"])
    assert full(item, record)
    assert not full(GoldItem({**item.fields, "status": "planned"}), record)
    assert not full(GoldItem({**item.fields, "name": "租税条約"}), record)
    assert not full(GoldItem({**item.fields, "parties": ["JP"]}), record)


def test_half_of_what_was_agreed_is_enough() -> None:
    def record(start: int | None, end: int | None) -> CommitmentRecord:
        spans = {"content_start": start, "content_end": end}
        return CommitmentRecord(**COMMON, start=20, end=24, text="一致した", act="agreed", parties=["JP"], **spans)

    item = gold(20, "一致した", act="agreed", parties=["JP"], content_start=0, content_end=10)
    assert commitment_full(item, record(0, 5))
    assert not commitment_full(item, record(0, 4))
    assert not commitment_full(item, record(None, None))
    assert commitment_full(gold(20, "一致した", act="agreed", parties=["JP"]), record(None, None))


def _counts(items: list[GoldItem], records: list[DateRecord]) -> tuple[Any, Any, Any]:
    outcome = pair(items, records, found)
    return outcome.found, outcome.missed, outcome.extra
