"""Dates with the document's memory."""
