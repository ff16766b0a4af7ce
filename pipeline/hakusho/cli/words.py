"""Help and usage errors in the person's language.

Help is written in English beside what it describes, and told from the catalogue paragraph by paragraph. Typer looks up
a few of its own words by gettext; what it says of a wrong call it has put together already, so it is recognized by its
template and told anew. What is not recognized stays English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from hakusho.language import Message, gettext, message, translated

TYPER = (
    message("Arguments"),
    message("Options"),
    message("Commands"),
    message("Error"),
    message("Aborted."),
    message("[required]"),
    message("[default: {}]"),
    message("Try [blue]'{command_path} {help_option}'[/] for help."),
    message("Missing command."),
)
"""What typer asks gettext for itself, wherever it shows it."""

USAGE = (
    message("No such command {command}. Did you mean {names}?"),
    message("No such command {command}."),
    message("No such option: {option} (Possible options: {names})"),
    message("No such option: {option}"),
    message("Missing argument {parameter}."),
    message("Missing option {parameter}."),
    message("Missing argument {parameter}. {problem}"),
    message("Invalid value for {parameter}: {problem}"),
    message("Invalid value: {problem}"),
    message("Got unexpected extra argument(s) ({arguments})"),
    message("Got unexpected extra argument ({arguments})"),
    message("Got unexpected extra arguments ({arguments})"),
    message("Option {option} requires an argument."),
    message("Option {option} requires {number} arguments."),
    message("Option {option} does not take a value."),
    message("Value error, {problem}"),
    message("{value} is not one of {names}."),
    message("Input should be a valid integer, unable to parse string as an integer"),
    message("Input should be greater than or equal to {number}"),
    message("Input should be less than or equal to {number}"),
)
"""What typer says of a wrong call."""

UsageError: Any = typer.BadParameter.__mro__[1]  # typer has no public name for it

_CODE = re.compile(r"(?:\* )?`[^`]{1,200}`")  # an example without a word


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a help text, each on one line: what the catalogue has."""
    return (" ".join(part.split()) for part in text.split("\n\n"))


def worth_telling(paragraph: str) -> bool:
    """Whether a paragraph has words; an example that is all code has none."""
    return bool(paragraph) and not _CODE.fullmatch(paragraph)


def told(text: str | None) -> str | None:
    """A help text in the person's language."""
    if not text:
        return text
    return "\n\n".join(translated(message(p)) if worth_telling(p) else p for p in paragraphs(text))


def usage_error(text: str) -> str:
    """What is wrong with a call, in the person's language."""
    for known in USAGE:
        if found := _pattern(known).fullmatch(text):
            return translated(Message(known.template, {k: usage_error(v) for k, v in found.groupdict().items()}))
    return text


@cache
def _pattern(known: Message) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", known.template)
    return re.compile("".join(f"(?P<{p}>.+)" if n % 2 else re.escape(p) for n, p in enumerate(parts)), re.DOTALL)


class _Worded:
    """A command whose help, usage line and usage errors are told in the person's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        command: Any = self
        command.help, command.epilog = told(command.help), told(command.epilog)
        for parameter in command.params:
            parameter.help = told(getattr(parameter, "help", None))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The page of help."""
        from typer import rich_utils  # loads rich, which a run without help need not

        from hakusho.cli.lines import JapaneseMarkdown

        setattr(rich_utils, "Markdown", JapaneseMarkdown)  # noqa: B010 - typer has no other way to say so
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", gettext("Usage:"), 1)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = gettext("Show this message and exit.")
        return option

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Where the arguments are read; raises what is wrong with them."""
        try:
            return super().make_context(*args, **kwargs)  # type: ignore[misc]
        except UsageError as error:
            raise _told(error) from None

    def invoke(self, ctx: Any) -> Any:
        """Where a command is looked up by its name."""
        try:
            return super().invoke(ctx)  # type: ignore[misc]
        except UsageError as error:
            raise _told(error) from None


class Command(_Worded, TyperCommand):
    """One command."""


class Group(_Worded, TyperGroup):
    """All commands."""


def _told(error: Any) -> Any:
    """The error itself where it is help or told already, else one that says the same."""
    if (type(error) is UsageError and getattr(error, "told", False)) or type(error).__name__ == "NoArgsIsHelpError":
        return error
    said = UsageError(usage_error(error.format_message()), ctx=error.ctx)
    said.told = True
    return said
