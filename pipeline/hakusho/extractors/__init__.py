"""Extractors: what can be found in one piece, without memory. Each is a spaCy component."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from hakusho.extractors.agreements import AgreementsExtractor
from hakusho.extractors.commitments import CommitmentsExtractor
from hakusho.extractors.dates import DatesExtractor
from hakusho.extractors.people import PeopleExtractor


def components() -> tuple[Callable[[Doc], Doc], ...]:
    """The extractors in the order in which they may look at each other's mentions."""
    return DatesExtractor(), PeopleExtractor(), AgreementsExtractor(), CommitmentsExtractor()
