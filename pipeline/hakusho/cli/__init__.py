"""The commands. Thin: each reads its arguments, calls one function, prints what a person needs.

One module a command; each imports what it runs only when it runs, so that `hakusho --help` answers at once.
"""


def main() -> None:
    """The entry point. Worker processes import the module that the program began with: they need none of the commands."""
    from hakusho.cli.commands import main as command

    command()
