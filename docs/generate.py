"""The reference, generated from the code: commands, records, configuration, rules and the Python interface.

As an MkDocs hook it adds the pages to the site as it is built, so that they are never out of date. By itself it writes
them into a folder: `python docs/generate.py FOLDER`.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import PydanticUndefined


def pages() -> dict[str, str]:
    """The pages of the reference by their path under docs/."""
    return {
        "reference/commands.md": commands(),
        "reference/records.md": records(),
        "reference/configuration.md": configuration(),
        "reference/rules.md": rules(),
        "reference/python.md": python(),
    }


def on_files(files: Any, config: Any) -> Any:
    """MkDocs: the pages as files of the site."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def commands() -> str:
    """Every command with its arguments, options and examples."""
    parts = ["# Commands", "`hakusho COMMAND --help` says the same in the terminal."]
    for name, command in all_commands().items():
        parts += [f"## hakusho {name}", _markdown(command.help or "")]
        rows = [(_signature(p), _help(p), _default(p)) for p in command.params if p.name != "help"]
        if rows:
            parts.append(_table(("argument or option", "meaning", "default"), rows))
    return _page(parts)


def all_commands() -> dict[str, Any]:
    """The commands by name, in the order of --help, in the language of the reference."""
    os.environ["HAKUSHO_LANG"] = "en"
    from typer.main import get_command

    from hakusho.cli.commands import app

    return dict(get_command(app).commands)  # type: ignore[attr-defined]


def records() -> str:
    """Every table with its fields."""
    from hakusho.records import RECORD_TYPES, Document, Record

    common = set(Record.model_fields)
    parts = [
        "# Records",
        "Offsets are half-open, in Unicode code points, into the document's text. Dates are EDTF (ISO 8601-2), durations "
        "ISO 8601, the temporal vocabulary is that of TIMEX3, countries are ISO 3166-1 alpha-2.",
        "## Common to every record",
        _fields(Record, set()),
        "## documents",
        _doc(Document),
        _fields(Document, set()),
    ]
    for model in RECORD_TYPES:
        parts += [f"## {model.table}", _doc(model), "The common fields, and:", _fields(model, common)]
    return _page(parts)


def configuration() -> str:
    """Every file of configs/ with its keys."""
    from hakusho.config import ENVIRONMENT

    parts = [
        "# Configuration",
        f"Files of `configs/`. A folder of your own, named by the environment variable `{ENVIRONMENT}`, is laid over them: "
        "tables are merged, lists of tables appended, and an entry with the same key takes the shipped one's place. "
        "An unknown key is an error.",
    ]
    for file, model in configuration_files().items():
        parts.append(f"## {file}")
        for where, part in config_models(model):
            parts += [f"### `{where}`" if where else "", _doc(part) if where else "", _keys(part)]
    return _page(parts)


def configuration_files() -> dict[str, type[BaseModel]]:
    """The models of the files by file name."""
    from hakusho.config import Settings, Vocabulary
    from hakusho.fetch.catalogue import Catalogue

    found: dict[str, type[BaseModel]] = {"hakusho.toml": Settings, "sources.toml": Catalogue}
    for name, info in Vocabulary.model_fields.items():
        assert isinstance(info.annotation, type)
        found[f"{name}.toml"] = info.annotation
    return found


def config_models(model: type[BaseModel], where: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """A model and those within it, each with the header it has in TOML."""
    yield where, model
    for name, info in model.model_fields.items():
        header, listed = f"{where.strip('[]')}.{name}".lstrip("."), get_origin(info.annotation) is list
        for part in (info.annotation, *get_args(info.annotation)):
            if isinstance(part, type) and issubclass(part, BaseModel):
                header = f"{header}.<act>" if get_origin(info.annotation) is dict else header
                yield from config_models(part, f"[[{header}]]" if listed else f"[{header}]")


def rules() -> str:
    """Every rule with what it matches and what it leaves alone."""
    from hakusho.extractors.registry import all_rules
    from hakusho.results.context import marked

    parts = [
        "# Rules",
        "In ⟦⟧ what a rule finds; struck through what it must leave alone. A rule with a minus rules out.",
    ]
    table = ""
    rows: list[tuple[str, ...]] = []
    for rule in all_rules():
        name = rule.id.partition(".")[0]
        if name != table:
            parts += [_table(("rule", "examples"), rows)] * bool(rows) + [f"## {name}"]
            table, rows = name, []
        found = [_cell(e.before + marked(e.text, e.start, e.end)) for e in rule.match[:3]]
        found += [f"~~{_cell(text)}~~" for text in rule.no_match[:2]]
        rows.append((f"{'− ' if rule.negative else ''}`{rule.id}`", "<br>".join(found)))
    return _page([*parts, _table(("rule", "examples"), rows)])


def python() -> str:
    """What `import hakusho` offers."""
    import hakusho

    parts = ["# Python", "What `import hakusho` offers; everything else may change."]
    for name in hakusho.__all__:
        thing = getattr(hakusho, name)
        signature = "" if inspect.isclass(thing) else str(inspect.signature(thing)).replace("'", "")
        parts += [f"## hakusho.{name}", f"`{name}{signature}`" if signature else "", _doc(thing)]
    return _page(parts)


def _fields(model: type[BaseModel], left_out: set[str]) -> str:
    rows = [
        (f"`{name}`", type_words(info.annotation), _cell(info.description or ""))
        for name, info in model.model_fields.items()
        if name not in left_out
    ]
    return _table(("field", "type", "meaning"), rows)


def _keys(model: type[BaseModel]) -> str:
    rows = []
    for name, info in model.model_fields.items():
        default = info.default
        plain = default is not PydanticUndefined and default is not None and not isinstance(default, BaseModel)
        rows.append(
            (
                f"`{info.alias or name}`",
                type_words(info.annotation),
                f"`{default}`" if plain else "",
                _cell(info.description or ""),
            )
        )
    return _table(("key", "type", "default", "meaning"), rows)


def type_words(annotation: Any) -> str:
    """A type as a reader says it: `string or null`, `list of string`, the values of a Literal."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return " ".join(f"`{value}`" for value in inside)
    if origin in (Union, UnionType):
        return " or ".join(type_words(part) for part in inside)
    if origin is list:
        return f"list of {type_words(inside[0])}"
    if origin is dict:
        return f"table of {type_words(inside[1])}"
    words = {str: "string", int: "int", float: "number", bool: "bool", NoneType: "null"}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "table"
    return words.get(annotation) or getattr(annotation, "__name__", str(annotation))


def _signature(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{param.metavar or (param.name or '').upper()}`"
    value = "" if getattr(param, "is_flag", False) else f" {param.metavar or (param.name or '').upper()}"
    return f"`{', '.join([*param.opts, *param.secondary_opts])}{value}`"


def _help(param: Any) -> str:
    return _cell(getattr(param, "help", None) or "")


def _default(param: Any) -> str:
    default = param.default
    if default is None or default is False or callable(default) or "Sentinel" in type(default).__name__:
        return ""
    return f"`{default.as_posix() if isinstance(default, Path) else default}`"


def _markdown(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", inspect.cleandoc(text))


def _doc(thing: Any) -> str:
    return _markdown(inspect.getdoc(thing) or "")


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def _table(head: tuple[str, ...], rows: list[Any]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _page(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for path, text in pages().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
