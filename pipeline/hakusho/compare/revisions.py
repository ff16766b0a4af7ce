"""An extraction as a git revision holds it: its tables, put into a folder for as long as they are looked at."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from hakusho.errors import HakushoError
from hakusho.language import Message, message
from hakusho.records import TABLES

_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@contextmanager
def extraction_folder(name: str, default: Path) -> Iterator[Path]:
    """The folder of an extraction: `name` itself where there is such a folder, else the git revision of that name.

    A revision is REV, with the extraction at `default` below the working directory, or REV:PATH, PATH from the top of
    the repository as git has it (REV:./PATH from the working directory). Raises HakushoError in one line.
    """
    if Path(name).is_dir():
        yield Path(name)
        return
    revision, colon, path = name.partition(":")
    if not colon:
        path = default.as_posix() if default.is_absolute() else f"./{default.as_posix()}"
    with tempfile.TemporaryDirectory(prefix="hakusho-") as folder:
        _unpack(_tree(revision or "HEAD", path, name), Path(folder), name)
        try:
            yield Path(folder)
        except HakushoError as error:  # a message speaks of what the user named, not of the temporary folder
            raise HakushoError(_renamed(error.message, folder, name)) from None


def _renamed(text: str, folder: str, name: str) -> str:
    if not isinstance(text, Message):
        return text.replace(folder, name)
    arguments = text.arguments.items()
    return Message(text.template, {k: _renamed(v, folder, name) if isinstance(v, str) else v for k, v in arguments})


def _tree(revision: str, path: str, name: str) -> str:
    """The identity of the folder in that revision."""
    if _git("rev-parse", "--git-dir") is None:
        raise HakushoError(message("{name}: there is no such folder, and this is not a git repository", name=name))
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise HakushoError(
            message(
                "{name}: there is no such folder, and git knows no revision {revision}", name=name, revision=revision
            )
        )
    if path.startswith("/"):
        try:
            path = Path(path).resolve().relative_to(_top().resolve()).as_posix()
        except ValueError:
            raise HakushoError(
                message("{name}: {path} lies outside the git repository {top}", name=name, path=path, top=_top())
            ) from None
    tree = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{_first_id(commit)}:{path.rstrip('/')}")
    if tree is None or (_git("cat-file", "-t", _first_id(tree)) or b"").strip() != b"tree":
        raise HakushoError(
            message("{name}: there is no folder {path} at that revision", name=name, path=path.removeprefix("./"))
        )
    return _first_id(tree)


def _unpack(tree: str, folder: Path, name: str) -> None:
    """The tables and run.json of a git tree as files. `git archive` rather than `git show`: it knows of Git LFS."""
    listed = (_git("ls-tree", "-z", "--name-only", "--full-tree", tree) or b"").decode(errors="replace").split("\0")
    wanted = {"run.json", *TABLES, *(f"{table}.parquet" for table in TABLES)}
    names = [entry for entry in listed if entry in wanted]
    if "run.json" not in names:
        raise HakushoError(message("{name}: no run.json, so no finished extraction at that revision", name=name))
    packed = _git("archive", "--format=tar", tree, *names, at=_top())  # from a folder below, it looks only there
    if packed is None:
        raise HakushoError(message("{name}: git could not read the extraction at that revision", name=name))
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is None or ".." in PurePosixPath(member.name).parts:
                continue
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


def _first_id(output: bytes) -> str:
    found = _ID.search(output.decode())
    return found[0] if found else ""


def _top() -> Path:
    """The folder that holds the working tree; the current one where there is none (a bare repository)."""
    return Path((_git("rev-parse", "--show-toplevel") or b".").decode(errors="surrogateescape").rstrip("\r\n"))


def _git(*arguments: str, at: Path | None = None) -> bytes | None:
    """What git prints, or None where it fails."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False, cwd=at)
    except OSError:
        raise HakushoError(message("git is not installed, so only folders can be compared")) from None
    return done.stdout if done.returncode == 0 else None
