"""The protocol as TypeScript: ``python -m app.protocol.typescript`` writes ``static/js/state/wire.d.ts``.

Struct, field and comment are the protocol's own, so that the page is checked against what is really sent.
"""

import ast
import inspect
import json
import sys
from collections.abc import Iterator, Mapping
from textwrap import dedent, indent, wrap
from typing import Any, TypeAlias

import msgspec

from ..data import LessonCode
from ..data.csv_table import TableChoices, TableDescription
from ..data.typed_function import FunctionPicture
from ..engine import Position, Spec
from ..engine.spec import DataSpec
from ..engine.steps import Phase
from .catalogue_types import Catalog
from .classroom import Pacing, Role, Standing
from .command import Command
from .commands import Unit
from .decoding import AnyCommand
from .frames import FrameKind
from .gallery import PresetInfo
from .letters import Answered, FailureCode, Letter, Sayings
from .my_runs import MyRuns
from .points import HistoryPoint
from .polls import LossOf, PollKind
from .results import ResultRows, Results
from .stops import Quantity
from .sweeps import SweptField
from .tensors import TENSORS

Schema: TypeAlias = Mapping[str, Any]

_WIDTH = 100
_HEAD = """\
/** What travels on the wire. Written by `make types` from app/protocol; not to be edited by hand. */

import type { Schema } from "./types";

/** What is left out of a command is the default. */
export type Partly<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [name in keyof T]?: Partly<T[name]> }
    : T;

/** A formula as a tree: a number, a name, or an operation of NumPy and what it is applied to. */
export type Expr = number | string | Operation;
export type Operation = readonly [string, ...Expr[]];
/** Formulas in the order they are reckoned: a name, and what it is; later ones may use earlier names. */
export type Lines = readonly (readonly [string, Expr])[];
"""
_ALIASES: Mapping[str, Any] = {
    "Phase": Phase,
    "FrameKind": FrameKind,
    "Unit": Unit,
    "HistoryRow": HistoryPoint,
    "FailureCode": FailureCode,
    "LessonCode": LessonCode,
    "Role": Role,
    "Pacing": Pacing,
    "Standing": Standing,
    "PollKind": PollKind,
    "LossOf": LossOf,
    "SweptField": SweptField,
}
_UNIONS: Mapping[str, Any] = {
    "Answered": Answered,
    "Letter": Letter,
    "AnyCommand": AnyCommand,
    "Quantity": Quantity,
}
_DECIDED = {(Spec, "inputs"), (DataSpec, "train_fraction")}
"""What a specification leaves to the data set, and a run's own always says."""
_SIMPLE = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean", "null": "null"}


def declarations() -> str:
    """Write every type that travels."""
    parts = [_HEAD, *(f"export type {name} = {_aliased(alias)};\n" for name, alias in _ALIASES.items())]
    parts += [
        _tensor_names(),
        interfaces(
            [
                Position,
                Spec,
                Catalog,
                PresetInfo,
                *_members(Letter),
                *_members(AnyCommand),
                TableChoices,
                TableDescription,
                Results,
                ResultRows,
                FunctionPicture,
                Sayings,
                MyRuns,
            ]
        ),
    ]
    for name, union in _UNIONS.items():
        names = " | ".join(member.__name__ for member in _members(union))
        parts.append(f"export type {name} = {names};\n")
    return "\n".join(parts)


def interfaces(types: list[Any]) -> str:
    """Write an interface of each type, and of every type these are made of."""
    _, schemas = msgspec.json.schema_components(types, ref_template="{name}")
    classes = {found.__name__: found for found in _reached(types)}
    return "\n".join(_interface(name, schemas[name], classes[name]) for name in schemas)


def _interface(name: str, schema: Schema, of: type) -> str:
    asked = issubclass(of, Command | TableChoices)
    comments = _comments(of)
    lines = [*_comment(inspect.getdoc(of) or ""), f"export interface {name} {{"]
    for field, described in schema["properties"].items():
        lines += ["  " + line for line in _comment(comments.get(field, ""))]
        absent = asked and field not in schema["required"]
        absent = absent or ("default" in described and described["default"] is None)
        mark = "?" if absent and (of, field) not in _DECIDED else ""
        lines.append(f"  readonly {field}{mark}: {_type(described, sent=not asked)};")
    return "\n".join([*lines, "}\n"])


def _type(schema: Schema, *, sent: bool = True) -> str:
    """Write a type by its name where it has one."""
    if "$ref" in schema:
        return str(schema["$ref"]) if sent else f"Partly<{schema['$ref']}>"
    for name, alias in _ALIASES.items():
        if {**schema, "default": 0} == {**_schema_of(alias), "default": 0}:
            return name
    return _spelt(schema, sent=sent)


def _spelt(schema: Schema, *, sent: bool = True) -> str:
    """Write out a type; what is null unless given is not sent at all."""
    if "anyOf" in schema:
        choices = [_type(choice) for choice in schema["anyOf"]]
        unsaid = sent and "default" in schema
        return " | ".join(choice for choice in choices if not (unsaid and choice == "null"))
    match schema.get("type"):
        case "array" if "prefixItems" in schema:
            return f"readonly [{', '.join(_type(item) for item in schema['prefixItems'])}]"
        case "array":
            item = _type(schema["items"])
            return f"readonly {f'({item})' if ' ' in item else item}[]"
        case "object":
            held = schema.get("additionalProperties", {})
            return f"{{ readonly [name: string]: {_type(held) if held else 'unknown'} }}"
        case None if "enum" in schema:
            return " | ".join(json.dumps(value) for value in schema["enum"])
        case None:
            return "unknown"
        case kind:
            return _SIMPLE[str(kind)]


def _aliased(alias: Any) -> str:  # noqa: ANN401 - any type
    return _spelt(_schema_of(alias))


def _schema_of(alias: Any) -> Schema:  # noqa: ANN401 - any type
    return msgspec.json.schema(alias)


def _tensor_names() -> str:
    lines = ["/** The tensors of a frame: name, shape, meaning, unit. */", "export type TensorName ="]
    for name, tensor in TENSORS.items():
        lines.append(f'  | "{name}" // ({", ".join(tensor.shape)}) {tensor.meaning}; {tensor.unit}')
    return "\n".join(
        [
            *lines,
            "  | MemoryName;",
            "/** What the optimizer remembers of a layer, and did before: the catalogue has the names. */",
            "export type MemoryName = `${string}_w` | `${string}_b`;\n",
        ]
    )


def _members(union: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a union of structs
    members: tuple[Any, ...] = union.__args__
    return members


def _reached(types: list[Any]) -> Iterator[Any]:
    """Give these structs and dataclasses, and those their fields are made of."""
    for given in types:
        if isinstance(given, type) and hasattr(given, "__annotations__"):
            yield given
            yield from _reached(list(inspect.get_annotations(given, eval_str=True).values()))
        else:
            yield from _reached(list(getattr(given, "__args__", ())))


def _comments(of: Any) -> dict[str, str]:  # noqa: ANN401 - a Struct or a dataclass
    """Read what is written below each field of a class."""
    body = ast.parse(dedent(inspect.getsource(of))).body[0]
    assert isinstance(body, ast.ClassDef), "only classes have fields"
    comments, field = {}, ""
    for statement in body.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                field = name
            case ast.Expr(value=ast.Constant(value=str(text))) if field:
                comments[field] = inspect.cleandoc(text)
                field = ""
            case _:
                field = ""
    return comments


def _comment(text: str) -> list[str]:
    """Set a comment: one line where it fits."""
    plain = " ".join(text.replace("``", "`").split())
    if not plain:
        return []
    if len(plain) <= _WIDTH - len("  /**  */"):
        return [f"/** {plain} */"]
    return ["/**", *indent("\n".join(wrap(plain, _WIDTH - len("   * "))), " * ").splitlines(), " */"]


if __name__ == "__main__":
    sys.stdout.write(declarations())
