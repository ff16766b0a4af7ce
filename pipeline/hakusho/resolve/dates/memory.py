"""What the document has said of time so far: the dates in reading order, and which of them an anaphor may bind to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from hakusho.extractors.dates.edtf import Moment
from hakusho.resolve.dates.seen import Seen
from hakusho.resolve.dates.syntax import bracket_at, brackets_at, clause_of, opens_sentence
from hakusho.resolve.dates.wanted import Wanted, any_decade, any_fiscal_year, any_year, has_day, has_month
from hakusho.resolve.document import Draft, Passage

_FIGURE = re.compile(r"\s*(?:図表?|表|資料|写真)[\d\-第]")
_CHRONICLE = 4  # passages that a dated paragraph may lie behind the one before
_UNDER_LABEL = 2  # passages that a paragraph may lie under the line that its day stands in
_NEXT_PARAGRAPH = 2  # passages that a paragraph may lie behind the one that it goes on from
_RUNNING = ("paragraph", "list_item")
_NEAREST = 200  # dates of one text that are looked through
_LATELY = 1000  # dates that show what a text tells of
_SPANNED = 100  # rows or columns of one cell


_WANTED: tuple[Wanted, ...] = (any_year, any_fiscal_year, any_decade, has_month, has_day)


@dataclass(slots=True)
class Memory:
    """The dates of the document up to the point that the resolver has reached."""

    seen: list[Seen] = field(default_factory=list)
    _running: list[Seen] = field(default_factory=list)  # those of the running text, outside of brackets
    _headings: dict[str, Seen] = field(default_factory=dict)
    _by_draft: dict[Draft, Seen] = field(default_factory=dict)
    _told: dict[Seen, Seen] = field(default_factory=dict)
    _rows: dict[tuple[int, int], list[Seen]] = field(default_factory=dict)  # by table and row
    _columns: dict[tuple[int, int], list[Seen]] = field(default_factory=dict)
    _kinds: set[Wanted] = field(default_factory=set)  # which of any_year, has_month … some date has

    def add(self, draft: Draft, first: Moment, last: Moment, tells_year: bool) -> None:
        passage = draft.passage
        entry = Seen(
            draft,
            first,
            last,
            tells_year,
            bracket_at(passage, draft.start),
            clause_of(passage, draft.start, draft.end),
        )
        self.seen.append(entry)
        self._by_draft[draft] = entry
        self._kinds.update(wanted for wanted in _WANTED if wanted(last))
        if (cell := passage.piece.cell) is not None:
            table = passage.piece.block.start
            for row in range(cell.row, cell.row + min(cell.rowspan, _SPANNED)):
                self._rows.setdefault((table, row), []).append(entry)
            for col in range(cell.col, cell.col + min(cell.colspan, _SPANNED)):
                self._columns.setdefault((table, col), []).append(entry)
        if passage.kind in _RUNNING and entry.bracket is None:
            self._running.append(entry)
        if passage.kind == "heading" and not _FIGURE.match(passage.text):
            self._headings[passage.text] = entry

    def antecedent(
        self, passage: Passage, start: int, wanted: Wanted, passed_over: Callable[[Seen], bool] | None = None
    ) -> Seen | None:
        """The date that 同年, 翌月 or a time of day at `start` goes back to: the last one said, in this order of places.

        The same bracket, then those around it; the running text of the passage (a date in brackets does not steal it); its brackets; for a
        cell its row, its column, the table so far; the passage before; the heading of the section; any running text
        before; anything before.
        """
        if wanted not in self._kinds:
            return None
        for group in self._places(passage, brackets_at(passage, start)):
            for entry in group:
                if wanted(entry.last) and not entry.aside and not (passed_over and passed_over(entry)):
                    return entry
        return None

    def stands_in_a_year(self, entry: Seen) -> bool:
        """Whether the year of a bare month is that of a whole year named before it (2010年は、6月に…、9月に…、7月に…), so
        that the months need not stand in order."""
        told = self.told_by(entry)
        from_january_on = told.first.year == told.last.year and (told.first.month, told.last.month) == (1, 12)
        of_year = told.whole_year and told.draft.fields.get("mod") != "END"  # not 昨年末
        return told.tells_year and (of_year or from_january_on)

    def told_by(self, entry: Seen) -> Seen:
        """The date whose own words tell the year that the entry has, itself where they are its own."""
        way: list[Seen] = []
        while not entry.tells_year and entry not in self._told:
            before = self._anchor(entry)
            if before.draft.position >= entry.draft.position:
                break
            way.append(entry)
            entry = before
        told = self._told.get(entry, entry)
        self._told.update(dict.fromkeys(way, told))
        return told

    def compared_with(self, entry: Seen) -> Seen:
        """The date that 前年 or 前月 counts from where the one before it is a 前年 or 前月 itself: figure after figure is compared
        with what came before the period that the text speaks of."""
        return (
            self._anchor(entry) if entry.draft.text.lstrip("約概ねおよそほぼ").startswith(("前年", "前月")) else entry
        )

    def _anchor(self, entry: Seen) -> Seen:
        """The date that an anaphoric one was resolved against, itself where it was against none."""
        anchor: Draft | None = entry.draft.fields.get("anchor_id")
        return self._by_draft.get(anchor, entry) if anchor is not None else entry

    def day_counted_from(self, entry: Seen, word: str) -> Seen:
        """The day that 翌日 counts from where the date before it is itself counted, by another word: 前日に…、翌日に…. By the
        same word again time goes on."""
        surface = entry.draft.text
        if surface in ("前日", "前々日", "翌日", "翌々日", "当日") and surface != f"{word}日":
            return self._anchor(entry)
        return entry

    def _places(self, passage: Passage, brackets: tuple[int, ...]) -> Iterator[Iterable[Seen]]:
        here = self._here(passage)
        for bracket in reversed(brackets):
            yield [s for s in here if s.bracket == bracket and s.passage is passage]
        yield [s for s in here if s.bracket is None]
        yield here
        if passage.kind == "table":
            yield self.row(passage)
            yield self.column(passage)
            yield takewhile(lambda s: s.passage.piece.block is passage.piece.block, reversed(self.seen))
        label = self.label_over(passage)
        yield [label] if label else []
        if self._running:
            latest = self._running[-1].passage
            if passage.index - latest.index <= 2 and latest.section == passage.section:
                yield takewhile(lambda s: same_text(s.passage, latest), reversed(self._running))
        heading = self.heading(passage)
        yield [heading] if heading else []
        yield reversed(self._running)
        yield reversed(self.seen)

    def label_over(self, passage: Passage) -> Seen | None:
        """The date in brackets that ends a line over the passage, where the running text has said none since: 2.会談(5日)."""
        last = next((s for s in reversed(self.seen) if s.passage.kind in _RUNNING), None)
        if last is None or last.bracket is None or passage.index - last.passage.index > _UNDER_LABEL:
            return None
        ends = last.passage.text.endswith(")") and ")" not in last.passage.text[last.draft.end : -1]
        return last if ends and "。" not in last.passage.text else None

    def _here(self, passage: Passage) -> list[Seen]:
        """The dates of the passage's own text, the nearest first."""
        return list(islice(takewhile(lambda s: same_text(s.passage, passage), reversed(self.seen)), _NEAREST))

    def heading(self, passage: Passage) -> Seen | None:
        """The date in the innermost heading above the passage that has one."""
        for title in reversed(passage.section):
            if title in self._headings and self._headings[title].passage is not passage:
                return self._headings[title]
        return None

    def in_sentence(self, passage: Passage, start: int) -> list[Seen]:
        """The dates before `start` in its sentence, the nearest first; inside a bracket, only that bracket's."""
        first, _ = passage.sentence_span(start)
        brackets = (None, *brackets_at(passage, start))
        return [
            s
            for s in self._here(passage)
            if s.passage is passage and first <= s.draft.start < start and s.bracket in brackets
        ]

    def in_text(self, passage: Passage, start: int) -> list[Seen]:
        """The dates of earlier sentences of the same block, outside of brackets, the nearest first."""
        first, _ = passage.sentence_span(start)
        return [
            s for s in self._here(passage) if s.bracket is None and (s.passage is not passage or s.draft.start < first)
        ]

    def paragraph_before(self, passage: Passage, month: int) -> Seen | None:
        """The last date of the paragraph before in the same section, where that tells of one year only, and `month` does not
        lie before all that it tells of."""
        last = next((s for s in reversed(self._running) if not same_text(s.passage, passage)), None)
        if (
            last is None
            or passage.index - last.passage.index > _NEXT_PARAGRAPH
            or last.passage.section != passage.section
        ):
            return None
        here = takewhile(lambda s: same_text(s.passage, last.passage), reversed(self._running))
        told = [s for s in here if not s.compares and not s.open_since]
        if told and told[-1].whole_year and not told[-1].last.fiscal and len({s.last.year for s in told}) == 1:
            return told[0]  # a paragraph on one year
        months = [s.first.month for s in told if s.first.month is not None]
        of_document = all(s.draft.fields.get("resolution") == "document" for s in told)
        if of_document or not months or min(months) > month or len({s.last.year for s in told}) > 1:
            return None
        return last

    def running_on(self, passage: Passage, month: int, day: int | None) -> Seen | None:
        """The last day of the running text shortly before the passage, in whatever section, where a month and day do not lie before it."""
        last = self._running[-1] if self._running else None
        if last is None or day is None or last.last.day is None or passage.index - last.passage.index > _CHRONICLE:
            return None
        return last if (last.last.month or 13, last.last.day) <= (month, day) else None

    def chronicle(self, passage: Passage, start: int, month: int) -> Seen | None:
        """The last date that opens a sentence of the text before, in a text whose paragraphs open with their dates: 1891年3月3日、…, then
        24日 or 4月…. None where this one does not open its own, or time would run backwards."""
        if passage.sentence_span(start)[0] or not opens_sentence(passage, start):
            return None
        for s in reversed(self._running):
            if same_text(s.passage, passage) or not s.clause.opens:
                continue
            near = passage.index - s.passage.index <= _CHRONICLE and s.passage.section == passage.section
            return s if near and s.last.day is not None and (s.last.month or 13) <= month else None
        return None

    def row(self, passage: Passage) -> list[Seen]:
        """The dates in the cells of the same table row before the cell, the first column's first."""
        cell = passage.piece.cell
        if cell is None:
            return []
        said = islice(self._rows.get((passage.piece.block.start, cell.row), ()), _NEAREST)
        found = [s for s in said if (other := s.passage.piece.cell) is not None and other.col < cell.col]
        return sorted(found, key=lambda s: s.draft.position)

    def column(self, passage: Passage) -> Iterator[Seen]:
        """The dates in the cells above the cell, the nearest first."""
        if (cell := passage.piece.cell) is None:
            return
        for s in reversed(self._columns.get((passage.piece.block.start, cell.col), ())):
            if (other := s.passage.piece.cell) is not None and other.row < cell.row:
                yield s

    def lately(self) -> Iterator[Seen]:
        """The dates told so far, the last first; in a very long text the last of them."""
        return islice(reversed(self.seen), _LATELY)

    def last_era(self) -> str | None:
        """The era that was named last."""
        return next(self.eras(), None)

    def last_era_year(self) -> int:
        """The year of its era that was named last with it, 0 where none was."""
        said = (s.draft.fields for s in reversed(self.seen) if s.draft.fields.get("resolution") == "era")
        return int(next((f.get("era_year") or 0 for f in said), 0))

    def tells_of_era_year(self, number: int) -> bool:
        """Whether the text names that year of an era, or the one before or after it, with the era."""
        fields = (s.draft.fields for s in self.lately())
        return any(f.get("resolution") == "era" and abs(f.get("era_year", -2) - number) <= 1 for f in fields)

    def era_of_two_digits(self) -> str | None:
        """The era that the last year of two digits was one of, None where it was Western: 49年3月, then 50年代."""
        said = (s.draft.fields for s in reversed(self.seen))
        last = next((f for f in said if f.get("resolution") == "two_digit_year" and f.get("calendar") != "both"), {})
        return str(last["era"]) if last.get("calendar") == "era" else None

    def eras(self) -> Iterator[str]:
        """The eras that were named, the last first."""
        return (name for name, _ in self.era_years())

    def era_years(self) -> Iterator[tuple[str, int]]:
        """The eras that were named with their years, the last first."""
        for s in reversed(self.seen):
            fields = s.draft.fields
            inferred = fields.get("calendar") == "era" and fields.get("resolution") == "two_digit_year"
            if fields.get("era") and not inferred:
                yield str(fields["era"]), int(fields.get("era_year") or 0)


def same_text(one: Passage, other: Passage) -> bool:
    """Whether two passages are one text: the same, or two cuts of one long block (not two cells of a table)."""
    return one is other or (one.kind != "table" and one.piece.block is other.piece.block)
