"""Which dates an anaphor can go back to: 同年 to one of a year, 同月 to one with a month."""

from __future__ import annotations

from collections.abc import Callable

from hakusho.extractors.dates.edtf import Moment
from hakusho.resolve.dates.seen import Seen

Wanted = Callable[[Moment], bool]


def any_year(moment: Moment) -> bool:
    return moment.years == 1


def any_fiscal_year(moment: Moment) -> bool:
    return moment.years == 1 and moment.fiscal and moment.month is None and moment.code is None


def any_decade(moment: Moment) -> bool:
    return moment.years == 10


def has_month(moment: Moment) -> bool:
    return moment.month is not None


def has_day(moment: Moment) -> bool:
    return moment.day is not None


def looks_back(entry: Seen) -> bool:
    """Whether a date only looks back from the document's day, on the way to something else: 先月12日の会合に続き."""
    return entry.draft.text.startswith(("先月", "昨年", "一昨年", "去年")) and not entry.clause.main
