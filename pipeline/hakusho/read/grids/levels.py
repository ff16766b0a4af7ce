"""Headers that count on and begin anew: months under years, years under eras."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_PART_OF_YEAR = re.compile(r"第?(\d{1,2})(?:[-~]\d{1,2})?(?:月期?|四半期|日|/4期?)")
YEAR_OF_ERA = re.compile(r"(\d{1,2})年?度?")


def restarts(lower: Sequence[str], part: re.Pattern[str] = _PART_OF_YEAR) -> list[int] | None:
    """How many months, quarters or days go on before they begin anew: 10月 11月 12月 1月 is [3, 1]."""
    numbers = [part.fullmatch(text.replace("元", "1")) for text in lower]
    if not all(numbers):
        return None
    values = [int(match[1]) for match in numbers if match]
    cuts = [0, *(i for i in range(1, len(values)) if values[i] <= values[i - 1]), len(values)]
    return [b - a for a, b in pairwise(cuts)]
