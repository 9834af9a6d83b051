"""The engine's formulas as text for a script: as they stand, but for sums over the units.

The engine adds up over the units by products with ones. NumPy's own sums take another order, which shows in
the last digit; so that a script's losses are the engine's, its formulas call the same product.
"""

import ast
from collections.abc import Iterable

from ..engine.recorded import Function, source_of

SUMS = '''def over_units(x):
    """The sum over the units, for each row; by a product with ones, so that digits are the engine's."""
    return np.ones((1, len(x))).dot(x)[0]


def over_units_for_each(x):
    """The same, repeated for each unit."""
    return np.ones((len(x), len(x))).dot(x)
'''


def formulas(functions: Iterable[Function], losses: Iterable[Function]) -> str:
    """Give the text of formulas, each once after those it calls; ``losses`` give a number for each row."""
    of_rows = {each.__name__ for each in losses}
    texts = dict.fromkeys(text for each in functions for text in source_of(each).split("\n\n\n"))
    return "\n\n\n".join(_summed(text, of_rows) for text in texts)


def _summed(text: str, of_rows: set[str]) -> str:
    """Have sums over the units made as the engine makes them."""
    (function,) = ast.parse(text).body
    assert isinstance(function, ast.FunctionDef), "a formula"
    ends = {id(node) for node in ast.walk(function.body[-1])} if function.name in of_rows else set()
    lines = text.split("\n")
    sums = [node for node in ast.walk(function) if isinstance(node, ast.Call) and _is_sum(node)]
    # From the last to the first, so that the places of those before stay.
    for node in sorted(sums, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        lines = _replaced(lines, node, "over_units" if id(node) in ends else "over_units_for_each")
    return "\n".join(lines)


def _is_sum(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr == "sum"


def _replaced(lines: list[str], node: ast.Call, name: str) -> list[str]:
    assert isinstance(node.func, ast.Attribute), "x.sum"
    of, at = node.func.value, node.lineno - 1
    line = lines[at].encode()
    start, end = node.col_offset, node.end_col_offset
    inner = line[of.col_offset : of.end_col_offset]
    call = b"%s(%s)" % (name.encode(), inner)
    return [*lines[:at], (line[:start] + call + line[end or 0 :]).decode(), *lines[at + 1 :]]
