"""Agreements with the document's memory."""
