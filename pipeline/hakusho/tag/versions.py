"""The versions that tagging depends on, model and dictionary among them."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = ("spacy", "thinc", "ginza", "ja-ginza", "sudachipy", "sudachidict-core", "numpy")


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Package to installed version, `absent` where it is not installed."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "absent"
    return found
