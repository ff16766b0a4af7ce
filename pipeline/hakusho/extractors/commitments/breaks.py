"""Where a sentence with several predicates breaks, so that what stands before belongs to another: 成果を歓迎し、協力で一致した."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hakusho.extractors.commitments import clauses
from hakusho.extractors.commitments.clauses import Span
from hakusho.extractors.commitments.predicates import Predicate
from hakusho.extractors.commitments.topics import Topic

Standing = list[tuple[Predicate, str | None]]  # predicates of a sentence in reading order, each with its form

# A content that is a clause.
SAID = re.compile(r"(?:こと|旨|よう|(?:と|という|との)(?:認識|点|考え|意向|立場))$")
_AFTER_PREDICATE = re.compile(
    r"(?:とともに、?|と共に、?|つつも?、?|上で、?|うえで、?|ほか、?|ところ、?|結果、?|一方(?:で)?、?|が、|ため、|など、|のに対し(?:て)?、?|後、|て?おり(?:まして)?、|、)"
)
_MAIN = ("done", "joined", "declared")
_WITH_THAT = re.compile(r"(?<![さら]れ)ると(?:ともに|共に)、$")
_BOTH = frozenset({"agreed", "confirmed", "reaffirmed", "discussed", "decided"})
_HOPE = re.compile(r"(?:たい|いく|べき(?:である)?|ほしい|望む)(?:旨|と|との[^、。]{1,4})?$")
_NO_SPEECH = re.compile(r"(?:共有|認識|実施|開催|訪問|支持|設立|出席)し(?:て)?、$")
_HAPPENED = re.compile(r"(?:され|行な?われ|開かれ|持たれ)(?:て)?、$")


def told(text: str, topics: Sequence[Topic], standing: Standing) -> Standing:
    """The predicates with their forms; None for those that one side only would like to be done, reported for those that
    another predicate tells of."""
    return [
        (p, f if f != "joined" else None if _hoped(text, topics, standing, p) else "reported" if _earlier(text, standing, p) else f)
        for p, f in standing
    ]


def breaks(text: str, span: Span, topics: Sequence[Topic], standing: Standing) -> tuple[set[int], list[int]]:
    """Where a content may begin: behind predicates, and behind other clauses that tell of the same meeting."""
    main = (p for p, form in standing if form in _MAIN and not _of_phrase(text, span, p))
    after = (m.end() for p in main if (m := _AFTER_PREDICATE.match(text, p.end)))
    starts = clauses.clause_starts(text, *span)
    return (
        {at for at in after if not _goes_on(text, standing, at)},
        [
            at
            for at in starts
            if not (
                _goes_on(text, standing, at)
                or _of_another(text, topics, standing, at)
                or _of_what_is_said(text, topics, standing, at)
            )
        ],
    )


def _hoped(text: str, topics: Sequence[Topic], standing: Standing, predicate: Predicate) -> bool:
    """Whether what it takes two to do is what one side would like to be done: 大臣から、成果を確認し、協力を進めたい旨発言."""
    if predicate.act not in _BOTH:
        return False
    who = ("person", "side", "joint")
    actor = next((t for t in reversed(topics) if t.end <= predicate.start and t.kind in who), None)
    following = next((p for p, f in standing if p.start > predicate.start and f == "done"), None)
    if actor is None or following is None or following.act != "stated" or actor.kind == "joint":
        return False
    end, _ = clauses.content_end(text, following.start, predicate.end)
    return bool(actor.marker.startswith(("から", "より")) and _HOPE.search(text, predicate.end, end))


def _earlier(text: str, standing: Standing, predicate: Predicate) -> bool:
    """Whether a predicate tells of a meeting held before, of which another speaks: 5月に行われた会談において成果を確認し、協力で
    一致したことを歓迎."""
    following = next(((p, f) for p, f in standing if p.start > predicate.start), None)
    if following is None or following[1] != "reported" or not text.startswith("こと", following[0].end):
        return False
    before = max((p.end for p, f in standing if p.end <= predicate.start and f in _MAIN), default=0)
    return bool(clauses.EARLIER_MEETING.search(text, max(before, text.rfind("。", 0, predicate.start) + 1), predicate.start))


def _of_phrase(text: str, span: Span, predicate: Predicate) -> bool:
    """Whether a bare noun is one in a list of nouns: 核実験への反対、森の保護等."""
    _, particle = clauses.content_end(text, predicate.start, span[0])
    return predicate.form == "nominal" and particle in ("の", "への")


def _of_what_is_said(text: str, topics: Sequence[Topic], standing: Standing, at: int) -> bool:
    """Whether a clause that tells of no speech is part of what one side says: 大臣から、価値を共有し、信頼も深い旨述べた."""
    following = next((p for p, f in standing if p.start >= at and f in _MAIN), None)
    comma = (t for t in reversed(topics) if t.end <= at and t.marker.endswith("、"))
    actor = next((t for t in comma if t.kind in ("joint", "side", "person", "speaker")), None)
    if following is None or following.act != "stated" or actor is None or not actor.marker.startswith(("から", "より")):
        return False
    between = any(actor.end <= p.start < at and f in _MAIN for p, f in standing)
    end, _ = clauses.content_end(text, following.start, at)
    own = any(actor.end <= t.start < at and t.marker in ("は", "が") for t in topics)
    silent = own or bool(_NO_SPEECH.search(text, actor.end, at))
    return not between and text.endswith(("旨", "旨 "), 0, end) and silent


def _of_another(text: str, topics: Sequence[Topic], standing: Standing, at: int) -> bool:
    """Whether the clause that ends at `at` has a subject of its own after an actor's は: 双方は、演習が行われ、進展があったことを歓迎."""
    if not _HAPPENED.search(text, max(0, at - 8), at):
        return False
    subject = next((t for t in reversed(topics) if t.end <= at and t.marker.startswith("が")), None)
    actor = next((t for t in topics if t.kind and t.marker.startswith("は")), None)
    following = next((p for p, _ in standing if p.start >= at), None)
    if subject is None or actor is None or following is None or actor.end > subject.start:
        return False
    end, _ = clauses.content_end(text, following.start, at)
    between = any(actor.end <= p.start < at for p, _ in standing)
    return not between and bool(SAID.search(text, max(at, end - 12), end))


def _goes_on(text: str, standing: Standing, at: int) -> bool:
    """Whether what ends at `at` is the first half of what is said next: 訪日を歓迎するとともに、協力を進めたい旨発言."""
    following = next((p for p, f in standing if p.start >= at and f in _MAIN), None)
    last = next((p for p, _ in reversed(standing) if p.end <= at), None)
    if last is not None and last.act == "stated" and last.end >= at - 6:
        return False  # 謝意を表するとともに、: an act told for itself
    if following is None or following.act != "stated" or not _WITH_THAT.search(text, max(0, at - 12), at):
        return False
    return text.endswith("旨", 0, clauses.content_end(text, following.start, at)[0])
