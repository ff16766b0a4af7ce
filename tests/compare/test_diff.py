"""What changed between two extractions, case by case."""

from __future__ import annotations

import pytest
from written import Held, held, written

from hakusho.compare.changes import Change, compare
from hakusho.compare.tally import by_document, by_field, by_rule, by_type
from hakusho.compare.telling import differences, set_aside

SIGNED = "両国は、⟦令和6年7月|dates|value=2024-07⟧に⟦漁業協定|agreements⟧に署名した。"
FORCE = "⟦同協定|agreements|act=entered_into_force⟧は、⟦同年8月|dates|value=2024-08⟧に発効した。"
VISIT = "⟦三田村浩一|people⟧農林水産大臣が訪問した。"
ELSE = "資源の管理については、引き続き両国の専門家が議論することとした。"


def only(old: Held, new: Held) -> Change:
    (change,) = compare(old, new).changes
    return change


def kinds(old: Held, new: Held) -> list[tuple[str, str]]:
    return [(change.table, change.kind) for change in compare(old, new).changes if change.table != "documents"]


def test_an_extraction_differs_in_nothing_from_itself() -> None:
    side = held(漁業="\n".join([SIGNED, FORCE, VISIT]))
    assert compare(side, side).documents == ()


def test_a_field_that_changed_is_told_with_both_values() -> None:
    change = only(held(漁業=SIGNED), held(漁業=SIGNED.replace("value=2024-07", "value=2024-08")))
    assert (change.kind, change.said) == ("changed", ("value",))
    assert differences(change) == [("value", "2024-07", "2024-08")]


def test_an_edit_above_moves_what_stands_below_and_changes_nothing() -> None:
    below = [SIGNED, FORCE, VISIT]
    assert set(kinds(held(漁業="\n".join(below)), held(漁業="\n".join([ELSE, *below])))) == {
        ("dates", "moved"),
        ("agreements", "moved"),
        ("people", "moved"),
    }


def test_gained_and_lost() -> None:
    old, new = (
        held(漁業=f"{VISIT}\n令和7年に会う。"),
        held(漁業="三田村浩一農林水産大臣が訪問した。\n⟦令和7年|dates⟧に会う。"),
    )
    assert sorted(kinds(old, new)) == [("dates", "gained"), ("people", "lost")]
    assert sorted(kinds(new, old)) == [("dates", "lost"), ("people", "gained")]


def test_a_wider_span_stands_in_place_of_the_narrow_one() -> None:
    old, new = held(予算="⟦令和6年|dates⟧度に計上する。"), held(予算="⟦令和6年度|dates|fiscal_year=1⟧に計上する。")
    change = only(old, new)
    assert change.kind == "replaced"
    counts = by_type([change])
    assert counts.row("dates") == {"gained": 1, "lost": 1, "changed": 0, "moved": 0, "replaced": 1}


def test_the_closest_stands_in_place_not_the_first() -> None:
    old = held(予算="⟦令和6|dates⟧年度から令和7年度まで")
    new = held(予算="⟦令和6年度|dates⟧から令和7年度まで")
    wide = held(予算="⟦令和6年度から令和7年度|dates⟧まで")
    both = Held([written("予算", "⟦令和6年度|dates⟧から令和7年度まで")])
    both.parts[0].records["dates"] += wide.parts[0].records["dates"]
    assert only(old, new).kind == "replaced"
    replaced = [c for c in compare(both, old).changes if c.kind == "replaced"]
    assert [c.old.text for c in replaced] == ["令和6年度"]  # type: ignore[union-attr]


def test_another_act_at_the_same_place_is_shown_as_a_replacement() -> None:
    assert kinds(held(漁業=SIGNED), held(漁業=SIGNED.replace("|agreements", "|agreements|act=concluded"))) == [
        ("agreements", "replaced")
    ]


def test_a_record_in_a_reworded_sentence_is_the_same_record() -> None:
    old = held(漁業=f"{ELSE}\n三年ぶりに、{VISIT}")
    new = held(漁業=f"{ELSE}\n五年ぶりに、{VISIT}")
    assert kinds(old, new) == [("people", "moved")]
    (passage,) = compare(old, new).documents[0].passages
    assert (passage.kind, passage.old, passage.new) == (
        "reworded",
        "三年ぶりに、三田村浩一農林水産大臣が訪問した。",
        "五年ぶりに、三田村浩一農林水産大臣が訪問した。",
    )


def test_a_reference_that_follows_its_record_is_no_change() -> None:
    def side(month: str) -> Held:
        part = written("漁業", f"⟦令和6年|dates⟧{month}、両国の代表が会合を開いた。\n{FORCE}")
        anchor, dated = part.records["dates"]
        part.records["dates"][1] = dated.model_copy(update={"anchor_id": anchor.record_id})
        return Held([part])

    old, new = side("秋"), side("冬")
    changes = [c for c in compare(old, new).changes if c.table == "dates"]
    assert [c.kind for c in changes] == ["moved", "moved"]
    assert "anchor_id" in changes[1].fields
    nowhere = written("漁業", f"令和6年冬、両国の代表が会合を開いた。\n{FORCE}")
    assert ("dates", "changed") in kinds(new, Held([nowhere]))


def test_a_record_that_went_to_another_rule_is_counted_at_both() -> None:
    comparison = compare(held(漁業=VISIT), held(漁業=VISIT.replace("|people", "|people|rule=people.office")))
    rules = by_rule(comparison.changes)
    assert (rules["people.plain", "lost"], rules["people.office", "gained"]) == (1, 1)
    assert by_type(comparison.changes)["people", "changed"] == 1
    assert by_field(comparison.changes)["people.rule", "changed"] == 1


def test_cells_are_matched_by_their_headers() -> None:
    row = "⟦{}|table_cells|table_id={};row_headers=陸上自衛隊;col_headers=採用人数⟧"
    old = held(募集=row.format("1,204", "t1"))
    new = held(募集=row.format("1,318", "t1"))
    change = only_of("table_cells", old, new)
    assert (change.kind, change.said) == ("changed", ("text",))
    assert change.fields["text"] == ("1,204", "1,318")


def only_of(table: str, old: Held, new: Held) -> Change:
    (change,) = [change for change in compare(old, new).changes if change.table == table]
    return change


def test_a_lost_record_says_what_the_ledger_knows_of_it() -> None:
    old, new = (
        held(漁業=VISIT),
        held(漁業=VISIT.replace("|people", "|discarded|type=people;reason=negative;detail=船の名")),
    )
    lost = only_of("people", old, new)
    assert set_aside(lost) == "set aside: negative, 船の名"
    assert set_aside(only_of("people", new, old)) == ""


def test_documents_come_and_go() -> None:
    comparison = compare(held(漁業=SIGNED), held(漁業=SIGNED, 林業=VISIT))
    (document,) = comparison.documents
    assert document.version.old is None
    assert [(c.table, c.kind) for c in document.changes] == [("documents", "gained"), ("people", "gained")]
    assert by_document(comparison).row("林業")["gained"] == 1


def test_a_renamed_document_is_the_same_document() -> None:
    text = "\n".join([SIGNED, FORCE, VISIT, ELSE])
    comparison = compare(held(漁業=text, 林業="林野庁が発表した。"), held(水産=text, 林業="林野庁が発表した。"))
    (document,) = comparison.documents
    assert (document.version.old.doc_id, document.version.new.doc_id) == ("漁業", "水産")  # type: ignore[union-attr]
    assert {change.kind for change in document.records} == {"moved"}
    assert document.passages == ()


def test_types_that_were_not_asked_for_are_not_told() -> None:
    old, new = held(漁業=f"{SIGNED}\n{VISIT}"), held(漁業="")
    assert {change.table for change in compare(old, new, types=["people"]).changes} == {"people"}


@pytest.mark.parametrize("first", [SIGNED, FORCE])
def test_order_is_that_of_the_text(first: str) -> None:
    lines = [first, VISIT, ELSE, SIGNED if first == FORCE else FORCE]
    gained = [c.new for c in compare(held(漁業=""), held(漁業="\n".join(lines))).documents[0].records]
    starts = [record.start for record in gained]  # type: ignore[union-attr]
    assert starts == sorted(starts)
