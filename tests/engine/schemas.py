"""The schema of a specification, walked: its bounds as cases, its shape as a strategy."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from hypothesis import strategies as st

from app.engine.spec import schema

SCHEMA = schema()
DEFINITIONS = SCHEMA["$defs"]

# What ties fields to one another is no part of a schema: the data's own rows, parameters, constants.
TIED = {
    "x", "y", "standardize", "standardize_y", "label", "x_names", "y_names", "classes", "domain",
    "expression", "parameters", "momentum", "beta_1", "beta_2", "rho", "epsilon",
    "gamma", "every", "slowing", "span", "first", "rise",
}  # fmt: skip


class Leaf(NamedTuple):
    """One field that a specification can have: its path, and the schema of its value."""

    path: tuple[str, ...]
    node: dict[str, Any]

    @property
    def field(self) -> str:
        """Give the path as errors name it."""
        return ".".join(self.path)

    def spec(self, value: Any) -> dict[str, Any]:
        """Give the specification that has this value here, and defaults elsewhere."""
        for key in reversed(self.path):
            value = [value] if key == "0" else {key: value}
        found: dict[str, Any] = value
        return found


def leaves(node: dict[str, Any] = SCHEMA, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Give every field outside the tied ones, however deep."""
    node = resolved(node)
    if node.get("type") == "object":
        for name, child in node["properties"].items():
            if name not in TIED:
                yield from leaves(child, (*path, name))
        return
    yield Leaf(path, node)
    if node.get("type") == "array":
        yield from leaves(node["items"], (*path, "0"))


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference, and take what may be null as what it is otherwise."""
    if "$ref" in node:
        found: dict[str, Any] = DEFINITIONS[node["$ref"].rpartition("/")[2]]
        return found
    if "anyOf" in node:
        return next(resolved(each) for each in node["anyOf"] if each.get("type") != "null")
    return node


def values(node: dict[str, Any] = SCHEMA) -> st.SearchStrategy[Any]:
    """Draw what a schema allows; of an object's fields any may be left out."""
    node = resolved(node)
    kind = node["type"]
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if kind == "object":
        fields = {name: values(child) for name, child in node["properties"].items() if name not in TIED}
        return st.fixed_dictionaries({}, optional=fields)
    if kind == "array":
        return st.lists(values(node["items"]), min_size=node.get("minItems", 0), max_size=node["maxItems"])
    if kind == "number":
        return st.floats(
            node.get("minimum", node.get("exclusiveMinimum")),
            node["maximum"],
            exclude_min="exclusiveMinimum" in node,
        )
    return {
        "integer": lambda: st.integers(node["minimum"], node["maximum"]),
        "boolean": st.booleans,
        "string": lambda: st.text(max_size=20),
    }[kind]()
