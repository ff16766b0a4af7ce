"""Dates as far as one piece tells: expressions and their readings."""
