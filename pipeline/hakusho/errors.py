"""The errors that a user can cause and mend. Each has a message of one line that says what to do."""

from __future__ import annotations

from hakusho.language import said_by


class HakushoError(Exception):
    """Anything that a user can mend: shown as one line, without a traceback.

    Its text is English; where it was made by `language.message`, the command line tells it in the person's language.
    """

    @property
    def message(self) -> str:
        """The text, a Message where it can be told in another language."""
        return said_by(self)


class ConfigError(HakushoError):
    """A settings, vocabulary or rule file that cannot be used; the message names file and key."""


class RejectedDocument(HakushoError):
    """A document that cannot be taken in. It goes to `rejected.jsonl`; the run goes on.

    `reason` is a word fit for counting (`empty`, `binary`, `undecodable`, …), the message is for a person.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type[RejectedDocument], tuple[str, str]]:
        return RejectedDocument, (self.reason, self.message)  # it travels between processes
