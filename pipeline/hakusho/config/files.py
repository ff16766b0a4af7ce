"""The TOML files in `configs/`, shipped with the package, overlaid by the user's own folder, read and validated.

A file of the user's folder adds to the shipped one of the same name: tables are merged, lists of tables appended; an
entry with the same key (code, title, name, …) takes the shipped one's place. An unknown key is an error that names the
file, the key and the nearest known one.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from hakusho.config.models import Vocabulary
from hakusho.config.toml_lines import line_of
from hakusho.errors import ConfigError
from hakusho.language import message

ENVIRONMENT = "HAKUSHO_CONFIGS"

_KEYS = {
    "country": "code",
    "organization": "id",
    "body": "name",
    "office": "title",
    "era": "name",
    "instrument": "name",
    "kind": "kind",
    "source": "id",
}
_FILES = ("hakusho", *Vocabulary.model_fields)
_E = TypeVar("_E", bound=BaseModel)


def shipped() -> Path:
    """The folder of the shipped files: inside the wheel, or `configs/` of a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "configs"
    return inside if inside.is_dir() else package.parents[1] / "configs"


def overlay() -> Path | None:
    """The user's own folder, named by the environment variable HAKUSHO_CONFIGS."""
    name = os.environ.get(ENVIRONMENT)
    if not name:
        return None
    folder = Path(name)
    if not folder.is_dir():
        raise ConfigError(message("{name}: there is no folder {folder}", name=ENVIRONMENT, folder=folder))
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in _FILES:
            raise ConfigError(
                message(
                    "{path}: no such file of settings{hint}",
                    path=path,
                    hint=nearest(path.name, [f"{n}.toml" for n in _FILES]),
                )
            )
    return folder


def load(name: str, model: type[_E]) -> _E:
    """`configs/<name>.toml`, overlaid, validated. Raises ConfigError with file and key."""
    path = shipped() / f"{name}.toml"
    data = read_toml(path) if path.exists() else {}
    written = data
    own = overlay()
    if own is not None and (mine := own / f"{name}.toml").exists():
        path, written = mine, read_toml(mine)
        data = _merge(data, written)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ConfigError(_explain(path, error, model, data, written)) from None


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file. Raises ConfigError with file and line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(message("{path}: {error}", path=path, error=error)) from None
    except OSError as error:
        raise ConfigError(message("{path}: cannot be read: {error}", path=path, error=error)) from None


def located(path: Path, place: tuple[str | int, ...]) -> str:
    """`file:line` of a key in a TOML file, as error messages begin."""
    line = line_of(path.read_text(encoding="utf-8-sig"), place)
    return f"{path}:{line}" if line else str(path)


def nearest(asked: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the known one that it was perhaps meant to be."""
    near = difflib.get_close_matches(asked, list(known), n=1)
    return message("; did you mean {near}?", near=near[0]) if near else ""


def _merge(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in more.items():
        old = merged.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            merged[key] = _merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            name = _KEYS.get(key)
            replaced = {entry.get(name) for entry in value if isinstance(entry, dict)} if name else set()
            merged[key] = [e for e in old if not (isinstance(e, dict) and e.get(name) in replaced)] + value
        else:
            merged[key] = value
    return merged


def _explain(path: Path, error: ValidationError, model: type[BaseModel], data: Any, written: Any) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    at = located(path, _place_in(first["loc"], data, written))
    if first["type"] == "extra_forbidden":
        return f"{at}: unknown key {where}" + nearest(str(first["loc"][-1]), _known_keys(model))
    given = f", not {first['input']!r}" if isinstance(first["input"], str | int | float) else ""
    return f"{at}: {where}: {first['msg'][0].lower()}{first['msg'][1:]}{given}"


def _place_in(place: tuple[str | int, ...], data: Any, written: Any) -> tuple[str | int, ...]:
    """A place in the merged data as one in the user's file, whose entries come last of a list."""
    if written is not data and len(place) > 1 and isinstance(place[1], int) and place[0] in written:
        return (place[0], place[1] - len(data[place[0]]) + len(written[place[0]]), *place[2:])
    return place


def _known_keys(model: type[BaseModel]) -> list[str]:
    keys: list[str] = []
    for name, info in model.model_fields.items():
        keys.append(info.alias or name)
        for part in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, BaseModel):
                keys += _known_keys(part)
    return keys
