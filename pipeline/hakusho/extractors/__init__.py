"""Extractors: what can be found in one piece, without memory. Each is a spaCy component."""
