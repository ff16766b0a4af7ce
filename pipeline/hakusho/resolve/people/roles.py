"""What part a state plays in a sentence: where one is or goes or comes from, or only what is spoken of."""

from __future__ import annotations

import re

# Behind a state: one goes there, is there, comes from there, acts for it, or it names the meeting or the office.
_ACTS = re.compile(
    r"(?:を(?:公式|再び|初めて|親善|相次いで|[0-9一-龥]{0,6})?(?:訪|歴訪|出発|経)|で(?!は?な[いく])|にて|において|に(?:到着|赴|出張|滞在|渡|着|派遣)|から|側|[訪滞]|(?:への)?出張"
    r"|の(?:[一-龥ァ-ヴー・]{0,20}(?:大臣|首相|大統領|長官|相|国王|大使|議員|次官|司令官|部長|議長)|首都|招|[ァ-ヴー]{2})"
    r"|と(?:の間)?の?[^、。]{0,12}(?:会談|協議|会合|懇談|外相|首脳)|首脳|外相|[はも](?!も)|が|[一-龥]{0,4}(?:大臣|首相|大統領|長官|相|国王|大使|議員))"
)
_TALK = re.compile(r"[一-龥]{0,3}(?:首脳|外相|防衛相|国防相|大臣|次官|局長|閣僚|会談|対話|協議|会合)")


def acts(text: str, start: int, end: int) -> bool:
    """Whether the state that stands at `start:end` plays a part from which one may tell whose official somebody is."""
    if end - start == 1 and text[start - 1 : start] in ("訪", "在", "駐", "滞", "着"):
        return True
    if _TALK.match(text, end):
        return True  # 日韓外相会談
    return _ACTS.match(text, end) is not None
