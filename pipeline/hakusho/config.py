"""Settings and vocabulary: TOML files in `configs/`, shipped with the package, overlaid by the user's own folder.

A file of the user's folder adds to the shipped one of the same name: tables are merged, lists of tables appended; an
entry with the same key (code, title, name, …) takes the shipped one's place. An unknown key is an error that names the
file, the key and the nearest known one.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hakusho.errors import ConfigError
from hakusho.toml_lines import line_of

ENVIRONMENT = "HAKUSHO_CONFIGS"


class Entry(BaseModel):
    """An entry of a configuration file; unknown keys are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Limits(Entry):
    """What a document may cost. Over a limit it is rejected, with the figure, and the run goes on."""

    max_bytes: int = Field(100_000_000, description="Size of a file in bytes", gt=0)
    max_chars: int = Field(60_000_000, description="Length of a document's text in code points", gt=0)
    max_unpacked_bytes: int = Field(1_000_000_000, description="Size of a Word or Excel file, unpacked, in bytes", gt=0)
    max_seconds: float = Field(1_800, description="Time for one document, where worker processes run", gt=0)
    max_blocks: int = Field(300_000, description="Paragraphs, headings and the like of one document", gt=0)
    max_cells: int = Field(200_000, description="Cells of one table, spans multiplied out", gt=0)


class Tagging(Entry):
    """How GiNZA runs."""

    model: str = Field("ja_ginza", description="spaCy model package")
    batch_chars: int = Field(8_000, description="Characters tagged at a time", gt=0)
    cache_mb: int = Field(2_000, description="Largest size of the cache of tagged pieces, in megabytes", ge=0)
    store_mb: int = Field(1_000, description="Largest size of the store of finished documents, in megabytes", ge=0)


class Settings(Entry):
    """`configs/hakusho.toml`."""

    limits: Limits = Limits()  # type: ignore[call-arg]
    tagging: Tagging = Tagging()  # type: ignore[call-arg]


class Country(Entry):
    code: str
    name: str
    names: list[str] = []
    short: list[str] = []
    demonyms: list[str] = []


class Organization(Entry):
    id: str
    names: list[str]
    members: list[str] = []


class Body(Entry):
    name: str
    country: str | None = None
    names: list[str] = []


class Office(Entry):
    title: str
    country: str | None = None
    default_country: str | None = None
    group: str
    aliases: list[str] = []
    since: str | None = Field(None, alias="from")
    until: str | None = None


class Era(Entry):
    name: str
    letter: str
    short: str = ""
    start: str
    end: str = ""


class KindNouns(Entry):
    kind: str
    nouns: list[str]


class Instrument(Entry):
    name: str
    aliases: list[str] = []
    kind: str
    parties: list[str] = []


class ActWords(Entry):
    nouns: list[str] = []
    verbs: list[str] = []


class Countries(Entry):
    country: list[Country]


class Organizations(Entry):
    organization: list[Organization]
    body: list[Body] = []


class Heads(Entry):
    suffixes: list[str]


class Modifiers(Entry):
    former: list[str]
    future: list[str]
    acting: list[str]
    honorifics: list[str]


class Offices(Entry):
    office: list[Office]
    heads: Heads
    modifiers: Modifiers


class Eras(Entry):
    era: list[Era]


class Domestic(Entry):
    nouns: list[str]


class Instruments(Entry):
    kind: list[KindNouns]
    instrument: list[Instrument]
    domestic: Domestic


class Acts(Entry):
    agreement: dict[str, ActWords]
    commitment: dict[str, ActWords]


class Vocabulary(BaseModel):
    """The words of the domain, as data."""

    model_config = ConfigDict(frozen=True)

    countries: Countries
    organizations: Organizations
    offices: Offices
    eras: Eras
    instruments: Instruments
    acts: Acts


_KEYS = {
    "country": "code",
    "organization": "id",
    "body": "name",
    "office": "title",
    "era": "name",
    "instrument": "name",
    "kind": "kind",
}
_FILES = ("hakusho", *Vocabulary.model_fields)
_E = TypeVar("_E", bound=BaseModel)


def shipped() -> Path:
    """The folder of the shipped files: inside the wheel, or `configs/` of a checkout."""
    inside = Path(__file__).parent / "configs"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "configs"


def overlay() -> Path | None:
    """The user's own folder, named by the environment variable HAKUSHO_CONFIGS."""
    name = os.environ.get(ENVIRONMENT)
    if not name:
        return None
    folder = Path(name)
    if not folder.is_dir():
        raise ConfigError(f"{ENVIRONMENT}: there is no folder {folder}")
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in _FILES:
            raise ConfigError(f"{path}: no such file of settings{nearest(path.name, [f'{n}.toml' for n in _FILES])}")
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
        raise ConfigError(f"{path}: {error}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from None


def located(path: Path, place: tuple[str | int, ...]) -> str:
    """`file:line` of a key in a TOML file, as error messages begin."""
    line = line_of(path.read_text(encoding="utf-8-sig"), place)
    return f"{path}:{line}" if line else str(path)


def nearest(asked: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the known one that it was perhaps meant to be."""
    near = difflib.get_close_matches(asked, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings in force."""
    return load("hakusho", Settings)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary in force."""
    return Vocabulary(
        countries=load("countries", Countries),
        organizations=load("organizations", Organizations),
        offices=load("offices", Offices),
        eras=load("eras", Eras),
        instruments=load("instruments", Instruments),
        acts=load("acts", Acts),
    )


def fingerprint() -> str:
    """A hash of every configuration and rule file in force: what changes the result besides the input."""
    found = hashlib.sha256()
    package = Path(__file__).parent
    places = [("configs", shipped().glob("*.toml")), ("rules", package.glob("**/*.toml"))]
    if own := overlay():
        places.append(("overlay", own.glob("*.toml")))
    for place, paths in places:
        for path in sorted(paths):
            if place == "rules" and path.is_relative_to(shipped()):
                continue
            found.update(f"{place}/{path.name}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


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
