"""The Japanese eras and their true limits (configs/eras.toml)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from hakusho.config import vocabulary


@dataclass(frozen=True, slots=True)
class Era:
    """An era; `first` and `last` day are inclusive, `last` is None for the one that runs."""

    name: str
    letter: str
    short: str
    first: dt.date
    last: dt.date | None

    def year(self, era_year: int) -> int | None:
        """The Western year of a year of the era, None where the era has no such year."""
        year = self.first.year + era_year - 1
        return year if era_year >= 1 and (self.last is None or year <= self.last.year) else None

    def has(self, day: dt.date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@lru_cache(maxsize=1)
def eras() -> tuple[Era, ...]:
    """All eras, oldest first."""
    return tuple(
        Era(e.name, e.letter, e.short, dt.date.fromisoformat(e.start), dt.date.fromisoformat(e.end) if e.end else None)
        for e in vocabulary().eras.era
    )


@lru_cache(maxsize=64)
def era(sign: str) -> Era | None:
    """The era of a name, letter or short form: 令和, R, 令."""
    return next((e for e in eras() if sign in (e.name, e.letter, e.short)), None)
