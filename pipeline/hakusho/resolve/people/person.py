"""What one mention says of a person, and a person as gathered from mentions."""

from __future__ import annotations

from dataclasses import dataclass, field

from hakusho.resolve.people.name_forms import fullness
from hakusho.resolve.people.offices import office


@dataclass(frozen=True, slots=True)
class Seen:
    """What one mention says of a person. `year` is a decimal year, None where the text gives no date; `dated` tells whether it is the
    mention's own, and not that of the text before it."""

    document: str
    name: str
    title: str | None
    country: str | None
    year: float | None
    spouse: bool = False
    former: bool = False
    dated: bool = True


@dataclass(slots=True, eq=False)
class Person:
    """A person as gathered from mentions, by their numbers."""

    spouse: bool = False
    mentions: list[int] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    offices: dict[tuple[str, float | None, str, bool], None] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    years: set[float] = field(default_factory=set)
    dated: bool = False

    def add(self, number: int, seen: Seen) -> None:
        self.mentions.append(number)
        self.names[seen.name] = self.names.get(seen.name, 0) + 1
        self.documents.add(seen.document)
        if seen.country:
            self.countries[seen.country] = self.countries.get(seen.country, 0) + 1
        if seen.title:
            self.offices[office(seen.title), seen.year, seen.document, seen.former] = None
        if seen.year is not None:
            self.years.add(seen.year)
            self.dated = self.dated or seen.dated

    @property
    def full_name(self) -> str:
        """The fullest form of the name; of equally full ones the most frequent, then the first seen."""
        order = list(self.names)
        return min(order, key=lambda n: (-fullness(n), -self.names[n], order.index(n)))

    @property
    def country(self) -> str | None:
        """The country of the office, by most mentions."""
        return min(self.countries, key=lambda c: (-self.countries[c], c)) if self.countries else None

    def away(self, year: float | None) -> float | None:
        """How many years lie between the person's nearest mention and `year`; None where a date is missing."""
        return min(abs(y - year) for y in self.years) if year is not None and self.years else None
