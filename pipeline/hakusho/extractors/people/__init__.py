"""People as far as one piece tells: names and the offices that stand beside them."""
