"""Settings and vocabulary: TOML files in `configs/`, shipped with the package, overlaid by the user's own folder."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from hakusho.config.files import ENVIRONMENT, load, located, nearest, overlay, read_toml, shipped
from hakusho.config.models import (
    Acts,
    Countries,
    Entry,
    Eras,
    Instruments,
    Office,
    Offices,
    Organizations,
    Settings,
    Vocabulary,
)

__all__ = [
    "ENVIRONMENT",
    "Entry",
    "Office",
    "Settings",
    "Vocabulary",
    "fingerprint",
    "load",
    "located",
    "nearest",
    "overlay",
    "read_toml",
    "settings",
    "shipped",
    "vocabulary",
]

_NOT_READ = "sources.toml"  # the catalogue of `hakusho fetch`: no document is read another way for it


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings in force."""
    return load("hakusho", Settings)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary in force."""
    return Vocabulary(
        countries=load("countries", Countries),
        organizations=load("organizations", Organizations),
        offices=load("offices", Offices),
        eras=load("eras", Eras),
        instruments=load("instruments", Instruments),
        acts=load("acts", Acts),
    )


def fingerprint() -> str:
    """A hash of every configuration and rule file in force: what changes the result besides the input."""
    found = hashlib.sha256()
    package = Path(__file__).parents[1]
    places = [("configs", shipped().glob("*.toml")), ("rules", package.glob("**/*.toml"))]
    if own := overlay():
        places.append(("overlay", own.glob("*.toml")))
    for place, paths in places:
        for path in sorted(paths):
            if (place == "rules" and path.is_relative_to(shipped())) or path.name == _NOT_READ:
                continue
            found.update(f"{place}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()
