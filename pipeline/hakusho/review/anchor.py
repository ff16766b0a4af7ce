"""A place in a document that survives an edit elsewhere in it.

After the W3C Web Annotation Data Model: a TextPositionSelector (start, end) with a TextQuoteSelector (exact, prefix,
suffix) beside it. The position is tried first; where the text has moved, the quotation finds it again.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

CONTEXT = 32
"""Code points kept on either side."""


class Anchor(BaseModel):
    """A span of a document's text, half-open in code points, with what it says and what stands around it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""

    @model_validator(mode="after")
    def _fits(self) -> Anchor:
        if self.end - self.start != len(self.exact):
            raise ValueError(f"exact has {len(self.exact)} code points, its span {self.end - self.start}")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of a span. Raises ValueError for a span that is empty or lies outside."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} is not in a text of {len(text)} code points")
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return cls(start=start, end=end, exact=text[start:end], prefix=before, suffix=after)

    def find(self, text: str, expected: int | None = None) -> tuple[int, int] | None:
        """Where it stands in a text now, None where it is gone or may be either of two places.

        `expected` is where it should begin if not at `start`: the record that it belongs to has moved by as much.
        """
        length = len(self.exact)
        for start in dict.fromkeys((self.start if expected is None else expected, self.start)):
            if self._stands_at(text, start):
                return start, start + length
        if expected is not None and expected >= 0 and text.startswith(self.exact, expected):
            return expected, expected + length  # what stands around it was edited
        quoted = f"{self.prefix}{self.exact}{self.suffix}"
        first = text.find(quoted)
        if first < 0 or text.find(quoted, first + 1) >= 0:
            return None
        start = first + len(self.prefix)
        return start, start + length

    def _stands_at(self, text: str, start: int) -> bool:
        first = start - len(self.prefix)
        return first >= 0 and text.startswith(f"{self.prefix}{self.exact}{self.suffix}", first)
