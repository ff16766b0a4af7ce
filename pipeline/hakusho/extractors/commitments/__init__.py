"""Commitments as far as one piece tells: predicates, their content and their actors."""
