"""The day, month or year that a document speaks from: what 本年, 昨年 and a bare 4月 are read against."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.extractors.dates.edtf import Moment, parse
from hakusho.resolve.document import DocumentContext, Passage

_FUTURE = re.compile(
    r"予定|見込|目指|見通し|までに|方針|計画して|開催する|実施する|行う(?:こと|。)|していく|ていきたい|に向け"
)
_PAST = re.compile(r"(?:した|れた|った|いた|きた|ました|である旨|を受け(?:て)?)(?:。|、|$|[^い])")
_NEAR_FUTURE = 4  # months after the reference that a bare month may lie without a word of the future


@dataclass(frozen=True, slots=True)
class Reference:
    """The document's reference date; None where nothing is known."""

    moment: Moment | None

    @property
    def year(self) -> int | None:
        return self.moment.year if self.moment else None

    def year_of_month(self, month: int, passage: Passage, start: int) -> int | None:
        """The year of a bare month. A reference of year precision gives its year; one with a month the nearest such
        month: in the past where the sentence tells of the past, ahead where it tells of plans."""
        if self.moment is None or self.moment.month is None:
            return self.year
        year, ahead = self.moment.year, month - self.moment.month
        first, last = passage.sentence_span(start)
        rest = passage.text[start:last]
        if ahead > 0:
            if _FUTURE.search(rest):
                return year
            if _PAST.search(rest):
                return year if ahead <= 1 else year - 1
            return year if ahead <= _NEAR_FUTURE else year - 1
        if ahead < -8 and _FUTURE.search(rest) and not _PAST.search(rest):
            return year + 1
        return year


def reference_of(context: DocumentContext) -> Reference:
    """From the document's metadata."""
    text = context.source.metadata.reference_date
    return Reference(parse(text) if text else None)
