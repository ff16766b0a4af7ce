"""Whether a predicate reports an act done, from its form and what follows it. What the document knows is not asked here."""

from __future__ import annotations

import re

from hakusho.extractors.commitments.clauses import CLAUSE_CONTENT, Span, content_end
from hakusho.extractors.commitments.predicates import Predicate

# The verb goes on as something else: 確認している, 議論してきた, 協議していく, 発表したい, 強調しつつ.
_GOES_ON = re.compile(
    r"て(?!、)|た[いりら]|[いりら](?!、)|つつ|ながら|う(?:と|る)|得る|続け|直す|始め|やすい|にくい|かね|合い|合う|がち|方(?!針)|すぎ"
)
# After these the past is told as such; after the next, what follows decides whether it was done (協議した上で決める).
_TOLD = re.compile(
    r"ところ|ほか|が(?:\([^()]{1,40}\))?、|ため|ので|のに対し|とともに|と共に|一方|など、|もの(?:の|で|である|です|だ)|の(?:である|だ|です|でござい)"
    r"|(?:わけ|訳|次第)(?:で(?!は)|だ|です)|という(?:。|$|ことで(?:す|ある|あり))|とのことで"
)
_DESCRIBING = re.compile(
    r"、(?!また|さら|更|その|加え|特に|今|次|な[おど]|同|これ)(?=[一-龥ァ-ヴ0-9「])[^。、]{1,60}[をにがので]"
)
_CLAUSE_JOINT = re.compile(r"上(?:で|、)|うえ(?:で|、)|結果|のち|後、|後に")
# A footnote's number may stand before the stop: 合意した 3 。
_NOTE = r"\s{0,2}(?:\(?(?:注\s?)?\d{1,3}\)?\s{0,2})?"
# A bare noun ends its sentence, where a chronology adds the place in brackets.
_NOUN_STOP = re.compile(rf"{_NOTE}(?:\([^()]{{1,120}}\)\s{{0,2}})?(?:$|。)")
_STOP = re.compile(rf"{_NOTE}(?:$|[。、,)」】])")
# The next verb's object may follow without a comma (合意し覚書に署名した), but not a verb that the stem joins (確認し直した).
_AFTER_CONTINUATIVE = re.compile(
    rf"{_NOTE}(?:$|[。、,)」]|て、|て(?=[一-龥「])(?![来行居置頂欲参])|(?=[一-龥「])(?!次第|得|合|続|直|始|終|難|易|過|尽|切|掛|兼|様|方))"
)
_QUOTED = re.compile(r"(?:\([^()]{1,30}\))?(?:旨|との|と(?:述べ|発言|表明|説明|発表|の)|とした上で)")
_FACT = re.compile(
    r"点(?:に(?:留意|言及|触れ)|を(?:想起|歓迎|評価|踏まえ))|(?:\([^()]{1,30}\))?こと(?!が(?:あ|な)|も(?:あ|な)|は(?:あ|な))"
)
# 確認する光栄を有します: how the writer of a diplomatic note does the act.
_HONOUR = re.compile(r"(?:の)?光栄を(?:有し|有する|もち|もつ)")
_AS = re.compile(r"(?:よう|とおり|通り)(?:に|、)")
_DOCUMENT = re.compile(
    r"(?:「[^」]{1,60}」|[^、。はがをにで]{0,16}?)?(?:共同声明|声明|宣言|共同発表|共同文書|文書|決議|コミュニケ|「[^」]{1,60}」)"
)
_NO_NOUN = re.compile(r"場合|際|とき|時|後|以降|前")
# 訪日を歓迎しつつ、…と述べた: told beside what is said, and done no less. 協議しつつ is only how something is done.
_ATTITUDES = frozenset({"welcomed", "condemned", "emphasized"})
_BESIDE = _ATTITUDES | {"confirmed", "reaffirmed", "stated"}
_WHILE = re.compile(r"つつ(?:も?、|(?=[一-龥]))")
# 高く評価するものであります: how a speech or a letter ends what the speaker does by saying it.
_SOLEMN = re.compile(r"(?:もの|ところ|次第)(?:であります|である|です|でございます)(?:。|$)")
# 対応したい旨述べるなどの意見交換が行われた
_AMONG = re.compile(r"(?:など|等)(?:の)?[^、。はがを]{0,6}(?:意見交換|議論|協議|やり取り|やりとり|発言|会話|懇談|成果|進展)")
# 成功を祝う旨述べた, 歓迎するとの発言があった: saying it does it.
_SAID_SO = re.compile(r"(?:旨|との)[の、を]{0,2}(?:述べ|発言|表明|見解|意見|考え)")
_LASTING = frozenset({"agreed", "confirmed", "reaffirmed", "decided"})
_STANDS = re.compile(r"て(?:いる|います|おり|おります)(?:まして)?(?:ところ(?:である|です|であります))?(?:。|、|$)")
_OF_TWO = re.compile(r"(?:両[一-龥]{1,4}|双方|[二三四2-4](?:か|カ|ヶ)?国|首脳)(?:の[一-龥]{1,4})?は")
_AT_A_TIME = re.compile(
    r"(?:年|月|日)(?:に|の)?[^。]{0,60}(?:会談|協議|会合|交渉)を(?:開催|行|実施)|(?:年|月|日)(?:に|の)?[^。]{0,40}(?:の際|会談(?:で|において|では)|会合(?:で|において|では)|協議(?:で|において|では)|(?:宣言|声明|発表)(?:で|において|では))、?"
)
_MADE = frozenset({"stated", "decided", "instructed", "discussed"})
# 共に進む決意を述べた声明: of a document that is also made, what it states.
_STANCE_SAID = re.compile(r"(?:決意|意向|意思|立場|懸念|支持|意|旨)を(?:述べ|表明し)た$")
_PAST_END = re.compile(
    rf"(?<!てい)(?<!てき)(?<!てお)(?:た|ました|でした|予定です|予定である)(?:という|とのこと|こと、?(?:で(?:す|ある|あった))?)?{_NOTE}[。)」]{{0,4}}\s{{0,2}}$"
)
_NOMINAL_END = re.compile(rf"(?:[一-龥ー)」]|もの|あり){_NOTE}[。)」]{{0,4}}\s{{0,2}}$")


def form_in_text(predicate: Predicate, text: str, sentence: Span) -> str | None:
    """How the predicate stands in its sentence; None where it reports no act.

    done: past, or a bare noun that ends the sentence. joined: takes its time from what follows. reported: inside what
    another predicate tells. titled: what a document says (…を確認した共同声明). compared: 確認されたように. declared: present tense that
    ends a sentence, as joint statements have it.
    """
    rest = text[predicate.end : sentence[1]]
    if predicate.form == "continuative" and predicate.act in _LASTING and _STANDS.match(rest):
        # 昨年3月の会談において一致している: what was agreed at a time stands; of other acts than 一致 and 合意, which are over when
        # they are done, it is narration without one, but for what goes before other things (両国は…を確認しており、).
        if predicate.act == "agreed" and predicate.word != "同意":
            return "done"
        before = text[sentence[0] : predicate.start]
        aside = rest.startswith("ており") and _OF_TWO.search(before)
        return "done" if aside or _AT_A_TIME.search(before) else None
    if predicate.form == "nominal":
        return "done" if _NOUN_STOP.match(rest) else "joined" if rest.startswith("、") else None
    if predicate.form == "continuative":
        if text.endswith("あり", 0, predicate.end) and re.match(r"\s*(?:。|$)", rest):
            return "done"  # 先方より前向きな発言あり。
        if predicate.act in _BESIDE and _WHILE.match(rest):
            return "joined"
        return "joined" if _AFTER_CONTINUATIVE.match(rest) else None
    if _GOES_ON.match(rest):
        return None
    if predicate.form == "nonpast":
        if predicate.act in _ATTITUDES and _SAID_SO.match(rest):
            return "reported"
        if _HONOUR.match(rest):
            return "done"
        if re.match(r"\s*(?:$|。|\))", rest) or _SOLEMN.match(rest):
            return "declared"
        if _AMONG.match(rest):
            return "joined"
        return "joined" if re.match(r"とともに|と共に|ほか|一方|(?:など|等)(?:、|(?=[一-龥]))", rest) else None
    if predicate.passive and _DESCRIBING.match(rest):
        return None  # 会合で確認された、両国の取組
    if _STOP.match(rest):
        return "done"
    if _TOLD.match(rest):
        return "done"
    if _CLAUSE_JOINT.match(rest):
        return "joined"
    if _QUOTED.match(rest) or _FACT.match(rest):
        return "reported"
    if _AS.match(rest) and not predicate.word.startswith("述べ"):
        return "compared"
    said = predicate.act not in _MADE or _STANCE_SAID.search(text, max(sentence[0], predicate.start - 8), predicate.end)
    if _DOCUMENT.match(rest) and not _NO_NOUN.match(rest) and said:
        return "titled"
    return None


def ends_as_report(text: str, sentence: Span) -> bool:
    """Whether the sentence ends in the past or in a bare noun: …を発出した。 …に署名。"""
    body = text[sentence[0] : sentence[1]]
    return bool(_PAST_END.search(body[-12:]) or _NOMINAL_END.search(body[-12:]))


# 発表 of a document is what happened to the document: a record of agreements, or of one government's papers.
_DOCUMENT_OBJECT = re.compile(
    r"(?:声明|宣言|文書|コミュニケ|協定|条約|報告|報告書|白書|大綱|戦略|計画|プラン|プログラム|ガイドライン|指針|原則|憲章|構想|基準|ロードマップ|ステートメント|コミュニケーション|統計|調査)(?:\([^()]{1,40}\))?(?:「[^「」]{1,80}」|[」』])?(?:として)?$"
)
_BEFORE = re.compile(r"(?:先|前|上|既|冒頭|前節|前項|[章節部])(?:に|でも?)?$")  # 先に述べたが、
_EXISTS = re.compile(r"(?:が|も|は)あ[りっる]")
_ATTITUDE = re.compile(r"意|謝|祝|悼|支持|懸念|反対|期待|敬")


def ruled_out(
    text: str,
    predicate: Predicate,
    form: str | None,
    content: Span | None,
    particle: str,
    following: Predicate | None,
    sentence: Span,
) -> str | None:
    """Why the predicate is no act that the text reports; None where nothing speaks against it."""
    if form is None:
        return "goes on, looks ahead or describes a noun"
    said = text[content[0] : content[1]] if content else ""
    verb = predicate.rule == "commitments.verb"
    if predicate.form == "nominal" and particle.startswith(("へ", "の", "が", "は", "も")):
        return "a noun in a phrase"
    if predicate.form == "nominal" and particle == "との" and not text.startswith("。", predicate.end):
        return "a title"
    if predicate.form == "nominal" and not particle and not said.endswith(("旨", "よう", "こと")):
        return "a bare noun without what it is said of"
    if predicate.word == "一致" and particle in ("", "が", "は", "も") and text.startswith("て", predicate.end):
        return "as one, of how something is done"
    if predicate.word == "一致" and particle == "と":
        return "things that are equal"
    if predicate.word.startswith("述べ") and (
        re.match(r"とおり|通り|ように", text[predicate.end :])
        or (text.startswith("が、", predicate.end) and (not said or _BEFORE.search(said[-12:])))
    ):
        return "the text speaks of itself"
    if (
        particle == "が"
        and not predicate.passive
        and predicate.word not in ("合意", "一致")
        and not predicate.word.endswith("の一致")
        and not (predicate.word in ("決定", "確認") and said.endswith("こと"))  # 来年開くことが決定した
        and not _EXISTS.search(text[predicate.start : predicate.end])
    ):
        return "the subject is no party"
    if predicate.word in ("発表", "決定") and _DOCUMENT_OBJECT.search(said):
        return "a document is made public"
    if verb and predicate.word.startswith("表") and not _ATTITUDE.search(said[-4:]):
        return "表す of figures"
    if verb and content is None and predicate.start > sentence[0]:
        return "a verb without what it is said of"
    if form == "reported" and predicate.form == "nonpast" and content is None:
        return "an attitude to nothing named"
    if (
        form == "joined"
        and following is not None
        and CLAUSE_CONTENT.search(text, predicate.end, _before(text, following))
    ):
        if predicate.act == "discussed" and content is None:
            return "part of what is agreed to be done"
        if predicate.word == "反対":
            return "part of another's content"
    return None


def _before(text: str, predicate: Predicate) -> int:
    return content_end(text, predicate.start, 0)[0]
