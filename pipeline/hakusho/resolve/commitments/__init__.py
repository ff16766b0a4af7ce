"""Commitments with the document's memory."""
