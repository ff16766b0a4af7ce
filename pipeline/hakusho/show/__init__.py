"""A document with its records: in the terminal, or as one page of HTML."""
