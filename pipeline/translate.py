"""The catalogues of what the command line says: `python3 dev.py exec python pipeline/translate.py`.

Takes the messages out of the code and the help of the commands, merges them into each
`hakusho/locale/<language>/LC_MESSAGES/hakusho.po`, compiles that to the `.mo` beside it, and says what is left to
translate. Exit status: 0 everything is translated, 1 something is left.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent / "hakusho"
LOCALE = PACKAGE / "locale"
KEYWORDS = {"message": None, "gettext": None, "ngettext": (1, 2)}
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)  # a date of its own in the file would change with every call


def wanted() -> Catalog:
    """Every message of the code, with the places it stands in; help stands in the command that it is of."""
    found = Catalog(project="hakusho", creation_date=_BEGUN, fuzzy=False)
    for file, _, text, _, _ in extract_from_dir(PACKAGE, keywords=KEYWORDS, comment_tags=("for translators:",)):
        found.add(text, locations=[(file, 0)])
    for command, text in _help():
        found.add(text, locations=[(f"hakusho-{command}" if command else "hakusho", 0)])
    return found


def catalogues() -> dict[str, Path]:
    """The file of each language."""
    return {path.parts[-3]: path for path in sorted(LOCALE.glob("*/LC_MESSAGES/hakusho.po"))}


def read(path: Path, language: str) -> Catalog:
    """A catalogue in the form that people edit."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def faults(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """What is missing, left over, untranslated or fuzzy, and what has other placeholders than the English."""
    for text in template:
        if text.id and (text.id not in catalogue or not _complete(catalogue[text.id])):
            yield f"untranslated: {text.id!r}"
    for text in catalogue:
        if text.id and text.id not in template:
            yield f"no longer in the code: {text.id!r}"
        elif text.id and text.fuzzy:
            yield f"fuzzy: {text.id!r}"
        elif text.id and (strange := [s for s in _forms(text.string) if s and _placeholders(s) != _all(text)]):
            yield f"other placeholders: {strange[0]!r}"


def main() -> int:
    """Bring all catalogues up to date; one line for each that something is left to do in."""
    template, left = wanted(), 0
    for language, path in catalogues().items():
        catalogue = read(path, language)
        catalogue.update(template)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, include_lineno=False, sort_output=False)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        for fault in faults(catalogue, template):
            print(f"{language}: {fault}", file=sys.stderr)
            left += 1
    return 1 if left else 0


def _help() -> Iterator[tuple[str, str]]:
    """The paragraphs of help, by command."""
    import os

    os.environ["HAKUSHO_LANG"] = "en"
    import typer

    from hakusho.cli.commands import app
    from hakusho.cli.words import paragraphs, worth_telling

    root = typer.main.get_command(app)
    commands = {"": root, **getattr(root, "commands", {})}
    for name, command in commands.items():
        texts = [command.help, command.epilog, *(getattr(parameter, "help", None) for parameter in command.params)]
        yield from ((name, part) for text in texts if text for part in paragraphs(text) if worth_telling(part))


def _forms(text: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _complete(text: Message | None) -> bool:
    return text is not None and bool(text.string) and all(_forms(text.string)) and not text.fuzzy


def _placeholders(text: str) -> set[tuple[str, str, str]]:
    """Names with how they are written; a text without names is not filled in, and may have braces of its own."""
    try:
        return {(name, spec or "", how or "") for _, name, spec, how in Formatter().parse(text) if name}
    except ValueError:
        return set()


def _all(text: Message) -> set[tuple[str, str, str]]:
    return set().union(*(_placeholders(form) for form in _forms(text.id)))


if __name__ == "__main__":
    sys.exit(main())
