"""Documents from their publishers into the raw folder."""

from hakusho.fetch.catalogue import Catalogue, Polite, WebSource, catalogue, chosen
from hakusho.fetch.download import Fetched, Fetcher, FetchError

__all__ = ["Catalogue", "FetchError", "Fetched", "Fetcher", "Polite", "WebSource", "catalogue", "chosen"]
