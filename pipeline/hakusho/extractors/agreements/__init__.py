"""Agreements as far as one piece tells: names of instruments, acts, and what belongs to what."""
