"""The language that the command line speaks, and messages that can be told in it.

What is written to an extraction is English whatever the locale, so that two machines write the same bytes; what is
printed is in the person's language. So an error or a warning is made by `message`: an English string that remembers
what it was made of, and `translated` tells it again in another language where it is printed. Texts that are only
printed go through `gettext` and `ngettext`, which are those of the standard library with the placeholders filled in.
The catalogues are the usual ones (`locale/<language>/LC_MESSAGES/hakusho.mo`); docs/howto/translate.md says how they
are kept.
"""

from __future__ import annotations

import gettext as catalogues
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

ENVIRONMENT = "HAKUSHO_LANG"
LANGUAGES = ("en", "ja")
"""English, in which the messages are written, comes first."""

DOMAIN = "hakusho"
LOCALE = Path(__file__).parent / "locale"

_JAPANESE = 0x11  # LANG_JAPANESE, the low ten bits of a Windows language identifier


class Message(str):
    """An English text that knows the template and the arguments it was made of. A plain string in every other respect.

    Arguments are numbers and strings; a Message among them is translated with the whole.
    """

    template: str
    arguments: dict[str, Any]

    def __new__(cls, template: str, arguments: dict[str, Any]) -> Message:
        made = super().__new__(cls, template.format(**arguments) if arguments else template)
        made.template, made.arguments = template, arguments
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, Any]]]:
        return Message, (self.template, self.arguments)  # it travels between processes


def message(template: str, /, **arguments: object) -> Message:
    """An English message. `template` is a literal with named placeholders, which is what the catalogue has.

    An error among the arguments stands for what it says, that of the operating system without its number and file.
    """
    return Message(template, {name: _plain(value) for name, value in arguments.items()})


_SYSTEM = (
    message("No such file or directory"),
    message("Permission denied"),
    message("Is a directory"),
    message("Not a directory"),
    message("File exists"),
    message("File name too long"),
    message("No space left on device"),
    message("Read-only file system"),
    message("Address already in use"),
    message("Too many open files"),
)
"""What the operating system says of the errors that a user meets."""


def translated(text: str, name: str | None = None) -> str:
    """A message in a language, that of the person where none is named; a string that is none, as it is."""
    return _told(text, name or language()) if isinstance(text, Message) else text


def said_by(error: Exception) -> str:
    """What an error says, a Message where it was made of one."""
    if len(error.args) == 1 and isinstance(error.args[0], Message):
        return error.args[0]
    return str(error)


def packed(text: str) -> Any:
    """A text as JSON that keeps what a Message knows: a list of the template and the arguments."""
    if not isinstance(text, Message):
        return text
    return [text.template, {k: packed(v) if isinstance(v, str) else v for k, v in text.arguments.items()}]


def unpacked(data: Any) -> Any:
    """Back. Raises ValueError for what `packed` does not make."""
    if isinstance(data, str | int | float):
        return data
    template, arguments = data
    return Message(template, {str(k): unpacked(v) for k, v in arguments.items()})


def gettext(template: str, /, **arguments: object) -> str:
    """A text in the language of the person."""
    return translated(message(template, **arguments))


def ngettext(singular: str, plural: str, n: int, /, **arguments: object) -> str:
    """The same, of a number of things: 1 document, 1,200 documents. The placeholder of the number is `n`."""
    if (catalogue := _catalogue(language())) is not None:
        return catalogue.ngettext(singular, plural, n).format(n=n, **arguments)
    return (singular if n == 1 else plural).format(n=n, **arguments)


def language() -> str:
    """HAKUSHO_LANG where it is set, else the language of the locale, else English."""
    return chosen() or _known(_of_locale()) or LANGUAGES[0]


def chosen() -> str | None:
    """What HAKUSHO_LANG asks for; None where it is not set, or asks for a language that there is not."""
    return _known(os.environ.get(ENVIRONMENT, ""))


def speak() -> None:
    """Have other libraries, typer among them, look for their own messages in our catalogues too.

    Where the console cannot show the language of the locale (a code page, a bare container), English is spoken.
    """
    if chosen() is None and not _shown():
        os.environ[ENVIRONMENT] = LANGUAGES[0]
    catalogues.textdomain(DOMAIN)
    catalogues.bindtextdomain(DOMAIN, str(LOCALE))
    os.environ["LANGUAGE"] = language()  # where they look for the language first


def _shown() -> bool:
    """Whether what is printed in Japanese arrives as such."""
    try:
        for stream in (sys.stdout, sys.stderr):
            "日本語".encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _of_locale() -> str:
    """The name of the first language that the environment asks for, as gettext reads it: ja_JP.UTF-8.

    LANGUAGE is a list in order of preference, and counts for nothing in the locale C. Windows sets none of these
    variables, and has a language of its user interface instead.
    """
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return ""
    for name in os.environ.get("LANGUAGE", "").split(":"):
        if _known(name):
            return name
    if not locale and sys.platform == "win32":
        import ctypes

        return "ja" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _JAPANESE else ""
    return locale


def _known(name: str) -> str | None:
    """The language of a locale's name, where there is a catalogue of it."""
    found = name.replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return found if found in LANGUAGES else None


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(name: str) -> catalogues.NullTranslations | None:
    if name == LANGUAGES[0]:
        return None
    return catalogues.translation(DOMAIN, LOCALE, [name], fallback=True)


def _told(text: str, name: str) -> str:
    catalogue = _catalogue(name)
    if catalogue is None or not isinstance(text, Message):
        return text
    template = catalogue.gettext(text.template) if text.template else ""
    return template.format(**{k: _told(v, name) for k, v in text.arguments.items()}) if text.arguments else template


def _plain(value: object) -> object:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, OSError):
        return Message(value.strerror, {}) if value.strerror else str(value)
    return said_by(value) if isinstance(value, Exception) else str(value)
