"""Whether any pattern takes more than linear time: each rule and each regular expression of the package on its own
worst case, with the growth exponent.

    python benchmarks/patterns.py [--all]      the slowest twenty, or all; exit status 1 where one grows faster

The worst case is sought, not known: every repeat in a pattern is pumped with text that it matches, alone and after
text that leads to it, and what takes longest per character is measured at growing lengths.
"""

from __future__ import annotations

import importlib
import itertools
import math
import pkgutil
import re
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import hakusho

LINEAR = 1.4  # an exponent above is not noise
_SIZES = (500, 1_000, 2_000, 4_000, 8_000, 16_000)
_ENOUGH = 0.2  # seconds; no larger size is tried
_FLOOR = 0.02  # seconds; what takes less at the largest size cannot be told from noise, and harms nobody
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_CATEGORY = {
    code.CATEGORY_DIGIT: "1",
    code.CATEGORY_NOT_DIGIT: "あ",
    code.CATEGORY_SPACE: " ",
    code.CATEGORY_NOT_SPACE: "あ",
    code.CATEGORY_WORD: "a",
    code.CATEGORY_NOT_WORD: "、",
}


class Growth(NamedTuple):
    """How the time of a pattern grows on its worst text, each size twice the one before: seconds at the largest, and
    the exponent over the last three."""

    name: str
    seconds: float
    exponent: float
    pump: str

    @property
    def linear(self) -> bool:
        return self.exponent <= LINEAR or self.seconds < _FLOOR


class Subject(NamedTuple):
    """A pattern, and whether it is looked for anywhere in a text or only held against its beginning."""

    name: str
    regex: re.Pattern[str]
    anywhere: bool = True


def subjects() -> Iterator[Subject]:
    """Every rule's pattern by its id, every module's by its place."""
    from hakusho.extractors.registry import all_rules

    seen: set[str] = set()
    for rule in all_rules():
        if rule.regex is not None and rule.regex.pattern not in seen:
            seen.add(rule.regex.pattern)
            yield Subject(rule.id, rule.regex)
    for info in pkgutil.walk_packages(hakusho.__path__, "hakusho."):
        if info.name.startswith(("hakusho.cli", "hakusho.show", "hakusho.compare", "hakusho.report")):
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:  # a reader whose library is not installed
            continue
        source = Path(module.__file__ or "").read_text("utf-8")
        for name, value in vars(module).items():
            only_matched = re.search(rf"\b{name}\.(?:full)?match\(", source) and not re.search(
                rf"\b{name}(?!\.(?:full)?match\()\b(?! = )", source
            )
            for i, one in enumerate(_patterns_in(value)):
                if isinstance(one.pattern, str) and one.pattern not in seen:
                    seen.add(one.pattern)
                    place = f"{info.name.removeprefix('hakusho.')}.{name}{f'[{i}]' if i else ''}"
                    yield Subject(place, one, not only_matched)


def growth(subject: Subject, sizes: Sequence[int] = _SIZES) -> Growth:
    """The growth on the text that takes longest."""
    candidates = pumps(subject.regex.pattern, subject.regex.flags)
    for before, body in candidates:
        # What doubles with each repeat would not come back from the smallest size: it shows in a few repeats.
        for repeats in range(8, 40, 4):
            seconds = _seconds(subject, before + body * repeats + "\x00", 1)
            if seconds > _FLOOR:
                return Growth(subject.name, seconds, math.inf, repr((before, body))[:60])
    worst = max(candidates, key=lambda p: _seconds(subject, _text(*p, min(sizes)), 1))
    times: list[float] = []
    for n in sizes:
        times.append(_seconds(subject, _text(*worst, n), 3))
        if times[-1] > _ENOUGH and len(times) > 1:
            break
    steps = [math.log2(b / a) for a, b in itertools.pairwise(times[-4:])]
    return Growth(subject.name, times[-1], sum(steps) / len(steps), repr(worst)[:60])


def pumps(pattern: str, flags: int = 0) -> list[tuple[str, str]]:
    """(what stands before, what is repeated): a sample of each part of the pattern that repeats, alone and led up to."""
    tree = parser.parse(pattern, flags & ~re.DEBUG)
    whole = _sample(tree)
    found: dict[tuple[str, str], None] = {("", whole or "あ"): None, ("", "あ"): None, ("", " "): None}
    for before, body in _repeats(tree, ""):
        found[("", body)] = found[(before, body)] = None
    return [pair for pair in found if pair[1]][:80]


def _repeats(items: Any, before: str) -> Iterator[tuple[str, str]]:
    for op, value in items:
        if op in _REPEATS:
            body = _sample(value[2])
            if value[1] > 1:
                yield before[-60:], body
            yield from _repeats(value[2], before)
        elif op is code.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif op is code.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif op is code.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif op in (code.ASSERT, code.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += _sample([(op, value)])


def _sample(items: Any) -> str:
    """A short text that the items match, as far as that is easily said."""
    out = []
    for op, value in items:
        if op is code.LITERAL:
            out.append(chr(value))
        elif op is code.NOT_LITERAL:
            out.append("あ" if value != ord("あ") else "い")
        elif op is code.ANY:
            out.append("あ")
        elif op is code.IN:
            out.append(_member(value))
        elif op in _REPEATS:
            out.append(_sample(value[2]) * max(value[0], 1 if value[1] else 0))
        elif op is code.SUBPATTERN:
            out.append(_sample(value[3]))
        elif op is code.ATOMIC_GROUP:
            out.append(_sample(value))
        elif op is code.BRANCH:
            out.append(_sample(value[1][0]))
    return "".join(out)


def _member(items: Any) -> str:
    if items[0][0] is code.NEGATE:
        taken = re.compile("|".join(re.escape(chr(v)) for op, v in items if op is code.LITERAL) or r"(?!)")
        ranges = [v for op, v in items if op is code.RANGE]
        free = (c for c in "あ国a1 、x" if not taken.match(c) and not any(a <= ord(c) <= b for a, b in ranges))
        return next(free, "\u0394")
    op, value = items[0]
    if op is code.LITERAL:
        return chr(value)
    return chr(value[0]) if op is code.RANGE else _CATEGORY.get(value, "あ")


def _text(before: str, body: str, size: int) -> str:
    return before + body * (size // len(body)) + "\x00"


def _seconds(subject: Subject, text: str, times: int) -> float:
    best = math.inf
    for _ in range(times):
        begun = time.perf_counter()
        if subject.anywhere:
            deque(subject.regex.finditer(text), maxlen=0)
        else:
            subject.regex.match(text)
            subject.regex.fullmatch(text)
        best = min(best, time.perf_counter() - begun)
    return max(best, 1e-7)


def _patterns_in(value: Any) -> list[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        flat = [x for item in value for x in (item if isinstance(item, tuple) else (item,))]
        return [x for x in flat if isinstance(x, re.Pattern)]
    return []


def main() -> int:
    found = sorted((growth(subject) for subject in subjects()), key=lambda g: (g.linear, -g.seconds))
    print(
        f"{len(found)} patterns, {sum(g.linear for g in found)} linear; texts of {_SIZES[0]:,} to {_SIZES[-1]:,} characters"
    )
    print(f"{'pattern':<48}{'ms':>9}  exponent  worst text (before, repeated)")
    for g in found if "--all" in sys.argv else found[:20]:
        exponent = f"{g.exponent:8.2f}" if g.seconds >= _FLOOR else "       -"
        print(f"{g.name[:47]:<48}{g.seconds * 1000:9.2f}  {exponent}  {g.pump}")
    return 0 if all(g.linear for g in found) else 1


if __name__ == "__main__":
    sys.exit(main())
