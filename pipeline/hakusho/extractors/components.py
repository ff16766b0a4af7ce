"""All extractors, in their order."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from hakusho.extractors.agreements.component import AgreementsExtractor
from hakusho.extractors.commitments.component import CommitmentsExtractor
from hakusho.extractors.dates.component import DatesExtractor
from hakusho.extractors.people.component import PeopleExtractor


def components() -> tuple[Callable[[Doc], Doc], ...]:
    """The extractors in the order in which they may look at each other's mentions."""
    return DatesExtractor(), PeopleExtractor(), AgreementsExtractor(), CommitmentsExtractor()
