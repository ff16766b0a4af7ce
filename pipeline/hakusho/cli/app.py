"""The command `hakusho`: what its commands share, and how it ends."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from hakusho.cli.words import Group
from hakusho.errors import HakushoError
from hakusho.language import ENVIRONMENT, chosen, gettext, message, speak, translated
from hakusho.results.context import printable

app = typer.Typer(
    name="hakusho",
    cls=Group,
    help="Japanese government text (white papers, bluebooks, briefings) into data: dates, people, agreements, "
    "commitments and tables, each record leading back to the characters it came from.",
    epilog="Start with `hakusho run`: it takes the documents in raw/ and writes extracted/. "
    "`hakusho COMMAND --help` has examples. "
    "Exit status: 0 done, 1 some documents rejected, 2 nothing done. "
    "The environment variable HAKUSHO_LANG (en, ja) chooses the language of messages.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
console = Console(highlight=False)
err = Console(stderr=True, highlight=False)

ExtractedOption = Annotated[
    Path, typer.Option("--extracted", metavar="FOLDER", help="The extraction, as `hakusho run` wrote it.")
]
EXTRACTED = Path("extracted")
DecisionsOption = Annotated[
    Path, typer.Option("--decisions", metavar="FILE", help="What people decided, as `hakusho review` wrote it.")
]


_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
_AGAIN = 5.0  # seconds; putting things in order takes less


class Stopped(BaseException):
    """A signal asked the program to end: it ends in order, with 128 and the signal's number as shells do."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _stop(number: int, _: object) -> None:
    for each in _ENDING:
        signal.signal(each, signal.SIG_DFL)  # a second one ends it at once: a killed run loses nothing either
    if hasattr(signal, "setitimer"):
        # What is raised inside a destructor or an extension's callback is lost: it is raised again until it arrives.
        def again(_: int, __: object) -> None:
            raise Stopped(number)

        signal.signal(signal.SIGALRM, again)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
    raise Stopped(number)


def _stopped() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def say(line: str) -> None:
    """One line to the person, beside the output: not wrapped, no markup, line breaks made visible."""
    err.print(printable(line.replace("\n", "\\n")), markup=False, soft_wrap=True)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"hakusho {version('hakusho')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Nothing of its own: every command stands by itself."""


def main() -> None:
    """The entry point: an error that a user can mend is one line and exit status 2, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character (a Windows code page, LANG=C) shows its number instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    for number in _ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup has it ignored
            signal.signal(number, _stop)
    try:
        if (asked := os.environ.get(ENVIRONMENT)) and chosen() is None:
            raise HakushoError(
                message("{name}: no language {asked}; there are {known}", name=ENVIRONMENT, asked=asked, known="en, ja")
            )
        speak()
        app(prog_name="hakusho")
    except HakushoError as error:
        say(f"hakusho: {translated(error.message)}")
        sys.exit(2)
    except Stopped as stopped:
        _stopped()
        name = signal.Signals(stopped.number).name
        say(gettext("hakusho: stopped by {name}; the same command goes on from here", name=name))
        sys.exit(128 + stopped.number)
    except OSError as error:
        if not _has_left(error):
            raise
        sys.stderr.close()  # the reader (head, less) has seen enough; Python would complain of it once more
        sys.exit(0)
    finally:
        gc.freeze()  # all memory goes back with the process: a third of a second of looking for cycles in spaCy's is spared


def _has_left(error: OSError) -> bool:
    """Whether the reader of a pipe has closed it, which Windows calls an invalid argument without naming a file."""
    closed = sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or closed
