"""One person across documents, by name, office, country and time together."""

from __future__ import annotations

from pathlib import Path

import hakusho
from hakusho.resolve.people.identity import is_full, is_short_for, persons
from hakusho.resolve.people.person import Seen


def seen(
    document: str, name: str, title: str | None = None, country: str | None = "JP", year: float | None = None
) -> Seen:
    return Seen(document, name, title, country, year)


def names(*mentions: Seen) -> list[str]:
    """The full name of each mention's person."""
    found = persons(mentions)
    return [next(p.full_name for p in found if n in p.mentions) for n in range(len(mentions))]


def test_full_name_from_another_document() -> None:
    assert (
        names(seen("a", "三田村", "防衛大臣", year=2024.0), seen("b", "三田村浩一", "防衛大臣", year=2024.5))
        == ["三田村浩一"] * 2
    )


def test_one_person_who_changes_office_stays_one() -> None:
    later = [seen("b", "三田村浩一", "外務大臣", year=2023.5), seen("b", "三田村", "外務大臣", year=2023.5)]
    assert len(persons([seen("a", "三田村浩一", "法務大臣", year=2021.0), *later])) == 1


def test_a_surname_under_another_office_in_another_document_tells_nobody() -> None:
    found = persons([seen("a", "三田村浩一", "法務大臣", year=2021.0), seen("b", "三田村", "外務大臣", year=2023.5)])
    assert len(found) == 2


def test_two_offices_at_one_time_are_two_people() -> None:
    found = persons([seen("a", "三田村浩一", "官房副長官", year=2024.0), seen("b", "三田村", "防衛大臣", year=2024.0)])
    assert len(found) == 2


def test_office_and_time_tell_two_of_one_surname_apart() -> None:
    mentions = (
        seen("a", "三田村浩一", "外務大臣", year=1985.0),
        seen("a", "三田村誠", "内閣総理大臣", year=2014.0),
        seen("b", "三田村", "外務大臣", year=1986.0),
        seen("b", "三田村", "総理", year=2015.0),
        seen("b", "三田村", None, year=2013.0),
    )
    assert names(*mentions) == ["三田村浩一", "三田村誠", "三田村浩一", "三田村誠", "三田村誠"]


def test_a_surname_of_long_before_under_another_office_is_not_the_same() -> None:
    mentions = (seen("a", "三田村浩一", "外務大臣", year=2020.0), seen("b", "三田村", "法務大臣", year=2009.0))
    assert names(*mentions)[1] == "三田村"


def test_one_part_of_a_double_office_is_the_office() -> None:
    mentions = (seen("a", "三田村浩一", "首相", year=2020.0), seen("a", "三田村", "首相兼外相", year=2020.0))
    assert names(*mentions)[1] == "三田村浩一"


def test_two_spellings_under_one_office_are_one_person() -> None:
    spelled = (
        seen("a", "ファム・ミン", "外相", "VN"),
        seen("a", "ファン・ミン", "外相", "VN"),
        seen("a", "ミン", "外相", "VN"),
    )
    assert names(*spelled)[2] == "ファン・ミン"


def test_what_fits_two_alike_goes_to_neither() -> None:
    mentions = (seen("a", "三田村浩一", "議員"), seen("a", "三田村誠", "議員"), seen("b", "三田村", "議員"))
    assert names(*mentions)[2] == "三田村"


def test_an_office_of_its_own_keeps_a_namesake_apart() -> None:
    found = persons([seen("a", "アン・グレイ", "駐日大使", "US"), seen("a", "グレイ", "大統領", "US")])
    assert len(found) == 2


def test_country_keeps_people_apart() -> None:
    found = persons([seen("a", "スミス", "外務大臣", "AU", 2010.0), seen("b", "スミス", "外務大臣", "GB", 2010.0)])
    assert len(found) == 2


def test_a_generation_keeps_surnames_apart() -> None:
    found = persons([seen("a", "グレイ", "大統領", "US", 1991.0), seen("b", "グレイ", "大統領", "US", 2015.0)])
    assert len(found) == 2


def test_a_spouse_is_another_person() -> None:
    wife = Seen("a", "館山", None, "JP", 2018.0, spouse=True)
    assert len(persons([seen("a", "館山誠一郎", "外務大臣", year=2018.0), wife])) == 2


def test_forms_of_names() -> None:
    assert is_full("三田村浩一") and is_full("エドワード・ベントン") and is_full("周恩来")
    assert not is_full("三田村") and not is_full("ベントン")
    assert is_short_for("ベントン", "エドワード・ベントン") and is_short_for("三田村", "三田村浩一")
    assert is_short_for("ヴァンス", "J・D・バンス")
    assert not is_short_for("三田", "三田村浩一") and not is_short_for("トン", "エドワード・ベントン")


def test_over_two_documents(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("2024年7月、三田村防衛大臣は、ベントン米国防長官と会談した。\n", encoding="utf-8")
    (raw / "b.txt").write_text("2024年8月、三田村浩一防衛大臣が出席した。\n", encoding="utf-8")
    hakusho.run(raw, tmp_path / "out", cache=None)
    table = hakusho.load(tmp_path / "out").people
    mine = table[table["name"].str.startswith("三田村")]
    assert list(mine["full_name"]) == ["三田村浩一", "三田村浩一"]
    assert mine["person_id"].nunique() == 1
