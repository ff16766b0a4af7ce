"""Whether a party stands behind a predicate: the sentence, its section or the meeting must show one."""

from __future__ import annotations

import re

from hakusho.extractors.mention import Mention
from hakusho.extractors.parties import is_state, parties_in
from hakusho.resolve.commitments.actors import Actor
from hakusho.resolve.document import DocumentContext, Passage
from hakusho.resolve.meetings import Meeting

_FIRST = 4  # passages that may hold the title
_STATEMENT = re.compile(
    r"(?:声明|宣言|コミュニケ|談話|共同発表|新聞発表|プレス・?リリース|メッセージ|ステートメント)(?:\([^()]{1,20}\)\s?){0,3}$"
)
_PLAN = re.compile(
    r"(?:アクション・?プラン|行動計画|ビジョン|パートナーシップ|ロードマップ)\)?(?:\([^()]{1,20}\))?\s?$"
)
_REPORT = re.compile(
    r"(?:会談|会合|会議|サミット|協議|対話|総会|「2\+2」|委員会)(?:\([^()]{1,30}\)\s?){0,3}(?:[のに]?(?:概要|結果|結果概要|開催|開催結果|要旨|ポイント)(?:について)?)?"
    r"(?:\([^()]{1,30}\)\s?){0,3}$"
)
_POSITION = re.compile(r"(?:ること|重要性|必要性|有効性|推進|強化|継続|方針|決意|原則|認識|期待|懸念|支持|意向)$")
_CAPITALS = re.compile(r"[A-Z]{2,8}")
_MEETING_KINDS = ("委員会", "会議", "会合", "協議", "対話", "会談", "理事会")
_TOGETHER = frozenset({"agreed", "discussed"})
# Words that governments also use of facts, figures and their own offices' work.
_OF_FACTS = frozenset({"確認", "評価", "発表", "議論", "協議", "意見交換", "討議", "論議"})

# 支援を続ける意向を確認した: a position is no fact.
_STANCE = re.compile(r"(?:意向|意思|決意|立場|コミットメント|方針)$")

# Conferences whose members the text seldom names.
_INTERNATIONAL = re.compile(r"国際会議|サミット|首脳会議|閣僚会議|総会|運用検討|再検討|締約国|加盟国|外交会議|軍縮")


def is_statement(context: DocumentContext) -> bool:
    """Whether the document is a statement of the parties, or of a minister, that speaks in the present tense: by its title
    or its first lines."""
    titles = [context.source.metadata.title or "", *(p.text for p in context.passages[:_FIRST] if len(p.text) <= 80)]
    return any(_STATEMENT.search(title) or (_PLAN.search(title) and len(parties_in(title)) > 1) for title in titles)


def is_report(context: DocumentContext) -> bool:
    """Whether the document is by its title the report of one meeting, which its past predicates are then told of."""
    return bool(_REPORT.search(context.source.metadata.title or ""))


def _is_position(passage: Passage, mention: Mention) -> bool:
    """Whether what was confirmed is no fact of an examination: 協力の必要性が確認された."""
    span = mention.fields["content"]
    confirmed = mention.fields["act"] in ("confirmed", "reaffirmed", "stated", "emphasized", "welcomed")
    return confirmed and span is not None and bool(_POSITION.search(passage.text, 0, span[1]))


def _is_short_for_a_meeting(context: DocumentContext, name: str) -> bool:
    """Whether a subject in capitals is the short form that the text gives a committee or a meeting: 安全協議委員会(SCC)."""
    if not _CAPITALS.fullmatch(name):
        return False
    return any(f"{kind}({name})" in p.text for p in context.passages for kind in _MEETING_KINDS)


def speaks_against(
    context: DocumentContext,
    passage: Passage,
    mention: Mention,
    actor: Actor | None,
    meeting: Meeting | None,
    parties: list[str],
) -> str | None:
    """Why a predicate is no act of a party; None where it is one."""
    fields = mention.fields
    # Without a meeting, what names more than one without being the actor is with whom or where one went.
    met_there = actor is None and meeting is None and fields["act"] in _TOGETHER and len(parties) > 1
    near = meeting is not None and meeting.source in ("sentence", "passage", "title", "section", "heading", "above")
    titled = meeting is not None and meeting.source in ("title", "heading", "section", "above")
    of_many = meeting is not None and (len(meeting.parties) > 1 or not all(map(is_state, meeting.parties)))
    of_title = of_many and (fields["act"] in _TOGETHER or is_statement(context) or is_report(context))
    if passage.kind == "caption" or (passage.kind in ("heading", "reference") and "。" not in passage.text):
        return "a heading or caption"
    if passage.kind == "table" and fields["form"] != "done":
        return "a word in a table"
    subject = fields["subject"]
    if (
        subject is not None
        and not fields["passive"]
        and (actor is None or actor.carried)
        and not _is_short_for_a_meeting(context, passage.text[slice(*subject)])
    ):
        return "the subject is no party"
    if (
        actor is None
        and fields["passive"]
        and not (meeting and meeting.source in ("sentence", "passage", "title", "heading"))
        and not (meeting and meeting.parties and fields["act"] in _TOGETHER)
        and not (fields["counterpart"] and len(parties) > 1)
        and not met_there
        and not ((near or of_title) and meeting and meeting.parties and _is_position(passage, mention))
    ):
        return "a passive without party or meeting"
    if actor is None and not fields["counterpart"] and not near and not of_title and not met_there:
        return "neither a party nor a meeting"
    if actor is not None and actor.carried and fields["passive"] and not near and actor.kind != "joint":
        return "a passive without party or meeting"
    conference = (
        meeting is not None and meeting.source in ("sentence", "passage") and _INTERNATIONAL.search(meeting.name)
    )
    if not parties and not conference and not (actor and actor.kind == "joint" and not actor.carried):
        return "no party known"
    if fields["form"] == "declared" and not (titled or len(parties) > 1 or (actor and is_statement(context))):
        return "present tense outside a statement of the parties"
    joint = actor is not None and actor.kind == "joint"
    if fields["form"] == "declared" and (
        fields["act"] == "discussed"
        or (fields["passive"] and fields["act"] == "agreed")
        or (fields["act"] in ("decided", "instructed") and not joint)
    ):
        return "an outlook"
    stated = (meeting is not None and meeting.source == "sentence") or (
        actor is not None and actor.kind == "document" and not actor.carried
    )
    own_statement = actor is not None and is_statement(context)
    if fields["form"] == "joined" and not fields["report"] and not stated and not own_statement:
        return "the sentence goes on as narration"
    met = near and meeting is not None and bool(meeting.parties)
    own = actor is None or actor.kind in ("government", "speaker")
    alone = (
        not (own_statement and fields["form"] == "declared")
        and len(parties) < 2
        and all(map(is_state, parties))
        and own
        and not met
        and not conference
    )
    span = fields["content"]
    stance = span is not None and _STANCE.search(passage.text, 0, span[1])
    if fields["word"] in _OF_FACTS and alone and not stance and (fields["word"] != "発表" or parties == ["JP"]):
        return "said of facts or of one's own work"
    return None
