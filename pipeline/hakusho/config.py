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
from hakusho.language import message
from hakusho.toml_lines import line_of

ENVIRONMENT = "HAKUSHO_CONFIGS"
NOT_READ = "sources.toml"  # the catalogue of `hakusho fetch`: no document is read another way for it


class Entry(BaseModel):
    """An entry of a configuration file; unknown keys are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Limits(Entry):
    """What a document may cost. Over a limit it is rejected, with the figure, and the run goes on."""

    max_bytes: int = Field(100_000_000, description="Size of a file in bytes", gt=0)
    max_chars: int = Field(10_000_000, description="Length of a document's text in code points", gt=0)
    max_unpacked_bytes: int = Field(
        1_000_000_000, description="Size of a Word or Excel file, or of a PDF's pages, unpacked, in bytes", gt=0
    )
    max_seconds: float = Field(1_800, description="Time for one document, where worker processes run", gt=0)
    max_memory_mb: int = Field(
        8_000,
        description="Memory for one document, where worker processes run, in megabytes (Linux); 0 for no limit",
        ge=0,
    )
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

    limits: Limits = Field(Limits(), description="What a document may cost")  # type: ignore[call-arg]
    tagging: Tagging = Field(Tagging(), description="How GiNZA runs")  # type: ignore[call-arg]


class Country(Entry):
    """A country, or a state that was one."""

    code: str = Field(description="ISO 3166-1 alpha-2; SU for ソ連")
    name: str = Field(description="Its name in Japanese")
    names: list[str] = Field([], description="Other full names")
    short: list[str] = Field([], description="One-character forms: 米, 英")
    demonyms: list[str] = Field([], description="Words for its people")
    seats: list[str] = Field([], description="Cities that its government has or had its seat in")


class Organization(Entry):
    """An international organization or group."""

    id: str = Field(description="What `parties` calls it")
    names: list[str] = Field(description="Names and abbreviations")
    members: list[str] = Field([], description="Country codes of its members, where it stands for them")


class Body(Entry):
    """A body of one country: a ministry, a force, a school."""

    name: str = Field(description="Its name")
    country: str | None = Field(None, description="Country code")
    names: list[str] = Field([], description="Other names")


class Office(Entry):
    """An office or rank that stands beside a person's name."""

    title: str = Field(description="The title in full, without a country")
    country: str | None = Field(None, description="Country code, where the title alone decides it")
    default_country: str | None = Field(None, description="Country code where the text says none")
    group: str = Field(description="cabinet, military_rank, head_of_state, …: the list stands at the head of the file")
    aliases: list[str] = Field([], description="Other written forms")
    since: str | None = Field(None, alias="from", description="First day of the office")
    until: str | None = Field(None, description="Last day of the office")


class Era(Entry):
    """A Japanese era."""

    name: str = Field(description="令和")
    letter: str = Field(description="R, as in R6.7.28")
    short: str = Field("", description="One-character form")
    start: str = Field(description="First day")
    end: str = Field("", description="Last day; empty for the present era")


class KindNouns(Entry):
    """The words that tell the kind of an instrument."""

    kind: str = Field(description="A kind of the records: treaty, agreement, …")
    nouns: list[str] = Field(description="Nouns that name such an instrument")


class Instrument(Entry):
    """An instrument so well known that a text need not explain it."""

    name: str = Field(description="Its official name")
    aliases: list[str] = Field([], description="What it is called")
    kind: str = Field(description="A kind of the records")
    parties: list[str] = Field([], description="Country codes or organizations")


class ActWords(Entry):
    """The words of one act."""

    nouns: list[str] = Field([], description="Nouns, which may be made verbs by する: 署名")
    verbs: list[str] = Field([], description="Verbs")


class Countries(Entry):
    """`configs/countries.toml`."""

    country: list[Country] = Field(description="The countries")


class Organizations(Entry):
    """`configs/organizations.toml`."""

    organization: list[Organization] = Field(description="International organizations and groups")
    body: list[Body] = Field([], description="Bodies of one country")


class Heads(Entry):
    """How offices that are not listed are read."""

    suffixes: list[str] = Field(description="Ends of titles: 大臣, 局長")


class Modifiers(Entry):
    """Words beside a title."""

    former: list[str] = Field(description="前, 元, 当時")
    future: list[str] = Field(description="次期")
    acting: list[str] = Field(description="代理")
    honorifics: list[str] = Field(description="氏, さん")


class Offices(Entry):
    """`configs/offices.toml`."""

    office: list[Office] = Field(description="Offices and ranks")
    heads: Heads = Field(description="How offices that are not listed are read")
    modifiers: Modifiers = Field(description="Words beside a title")


class Eras(Entry):
    """`configs/eras.toml`."""

    era: list[Era] = Field(description="The eras, in order")


class Domestic(Entry):
    """Documents of one country alone, which are no agreements."""

    nouns: list[str] = Field(description="Words that tell them")


class Instruments(Entry):
    """`configs/instruments.toml`."""

    kind: list[KindNouns] = Field(description="The words of each kind")
    instrument: list[Instrument] = Field(description="Well-known instruments")
    domestic: Domestic = Field(description="What is no agreement")


class Acts(Entry):
    """`configs/acts.toml`."""

    agreement: dict[str, ActWords] = Field(description="The words of each act of an agreement")
    commitment: dict[str, ActWords] = Field(description="The words of each act of a commitment")


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
    "source": "id",
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
            if (place == "rules" and path.is_relative_to(shipped())) or path.name == NOT_READ:
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
