"""Formulas: ordinary NumPy functions, each called once with arrays that write down what is done to them.

A formula's parameters name what it reads (``z``, ``a``, ``g`` …); keyword-only ones, with their defaults, are
its constants. It gives one result, or a tuple of them. Called with ordinary arrays it computes; called here
it leaves the list of its operations, from which come the operations on buffers (``binding.py``) and the
expression that the page fills with numbers. Its text is the code that is shown.

A formula may use NumPy's elementwise functions and operators, ``np.where``, ``np.clip``, ``sum(axis=0)`` and
``max(axis=0)`` (over the units, for each row), ``@`` and ``.T``, functions made ``recordable``, and other
formulas. It may not branch: nobody knows yet what its numbers will be.
"""

import ast
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from textwrap import dedent
from types import FrameType
from typing import Any, TypeAlias

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

Function: TypeAlias = Callable[..., Any]
Expression: TypeAlias = float | str | list[Any]
"""A number, a name, or ``[operation, expression, …]``, where operations are called as NumPy calls them."""
Line: TypeAlias = list[Any]
"""A name and its expression."""

OWN_OPERATIONS: dict[str, Function] = {}
"""Functions that NumPy lacks, by the name under which formulas use them."""

_SQUARE = 2.0


class Recording(NDArrayOperatorsMixin):
    """Stands for a number or an array: knows by which operation it is made, and of what.

    What a formula is given has ``name`` for operation and no operands.
    """

    def __init__(self, tape: list["Recording"], operation: str, operands: tuple["Operand", ...] = ()) -> None:
        self.operation, self.operands = operation, operands
        self._tape = tape

    def note(self, operation: str, *operands: Any) -> "Recording":  # noqa: ANN401 - whatever a formula uses
        """Write an operation down, and stand for its result."""
        for operand in operands:
            if not isinstance(operand, Recording | int | float):
                raise TypeError(f"a formula works on what it is given and on numbers, not on {operand!r}")
        result = Recording(self._tape, operation, operands)
        self._tape.append(result)
        return result

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **others: Any) -> "Recording":  # noqa: ANN401
        if method != "__call__" or others:
            raise TypeError(f"np.{ufunc.__name__} is called in a way that cannot be written down")
        if ufunc is np.power and np.isscalar(inputs[1]) and inputs[1] == _SQUARE:
            return self.note("square", inputs[0])
        return self.note(ufunc.__name__, *inputs)

    def __array_function__(
        self,
        function: Function,
        types: object,
        arguments: Sequence[Any],
        others: Mapping[str, Any],
    ) -> "Recording":
        if function not in (np.where, np.clip) or others:
            raise TypeError(f"np.{function.__name__} cannot be written down")
        return self.note(function.__name__, *arguments)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __bool__(self) -> bool:
        raise TypeError("a formula may not branch on its numbers: np.where chooses for each")

    @property
    def T(self) -> "Recording":  # noqa: N802 - NumPy's name
        """The transpose."""
        return self.note("transpose", self)

    def sum(self, axis: int) -> "Recording":
        """Add up over the units."""
        return self._over_units("sum", axis)

    def max(self, axis: int) -> "Recording":
        """Take the largest of the units."""
        return self._over_units("max", axis)

    def _over_units(self, operation: str, axis: int) -> "Recording":
        if axis != 0:
            raise TypeError("a formula adds up over the units, axis 0")
        return self.note(operation, self)


Operand: TypeAlias = Recording | float


def recordable(function: Function) -> Function:
    """Let formulas use an elementwise function of one's own as a single operation."""
    name = function.__name__
    OWN_OPERATIONS[name] = function

    @wraps(function)
    def noted(*arguments: Any) -> Any:  # noqa: ANN401 - arrays, or what stands for them
        recording = next((x for x in arguments if isinstance(x, Recording)), None)
        return function(*arguments) if recording is None else recording.note(name, *arguments)

    return noted


@dataclass(frozen=True, eq=False)
class Formula:
    """A formula written down: ``tape`` has its operations in order, ``results`` what it gives."""

    given: Mapping[str, Recording]
    """What it reads, constants too, by name."""
    constants: Mapping[str, float]
    tape: tuple[Recording, ...]
    results: tuple[Operand, ...]
    names: Mapping[Recording, str]
    """What it calls its own intermediate results."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """What it reads besides its constants."""
        return tuple(name for name in self.given if name not in self.constants)

    def lines(self, *results: str) -> list[Line]:
        """Write it as named expressions: what it names itself, in order, and its results under these names.

        The first result is the last line. A name that an earlier line assigns means its new value from there.
        """
        first, *others = zip(results, self.results, strict=True)
        named = {result: name for name, result in others if isinstance(result, Recording)}
        named = {node: name for node, name in self.names.items() if node is not first[1]} | named
        lines: list[Line] = []
        for node in self.tape:
            if node in named:
                lines.append([named[node], self._expression(node, named, lines)])
        for name, result in others:
            if name not in (line[0] for line in lines):
                lines.append([name, self._expression(result, named, lines)])
        return [*lines, [first[0], self._expression(first[1], named, lines)]]

    def _expression(self, node: Operand, named: Mapping[Recording, str], before: list[Line]) -> Expression:
        if not isinstance(node, Recording):
            return float(node)
        assigned = [line[0] for line in before]
        if node in named and named[node] in assigned:
            return named[node]
        if node in self.given.values():
            if node.operation in assigned:
                raise ValueError(f"{node.operation} is read again after it was given its new value")
            return node.operation
        return [node.operation, *(self._expression(operand, named, before) for operand in node.operands)]


@cache
def recorded(function: Function) -> Formula:
    """Call a formula once, and keep what it does."""
    parameters = inspect.signature(function).parameters.values()
    tape: list[Recording] = []
    given = {each.name: Recording(tape, each.name) for each in parameters}
    constants = {each.name: each.default for each in parameters if each.kind is each.KEYWORD_ONLY}
    inputs = [given[each.name] for each in parameters if each.name not in constants]
    found, own = _called(function, inputs, {name: given[name] for name in constants})
    results = found if isinstance(found, tuple) else (found,)
    names = {
        value: name for name, value in own.items() if isinstance(value, Recording) and value in set(tape)
    }
    return Formula(given, constants, tuple(_needed(tape, results)), results, names)


def source_of(*functions: Function) -> str:
    """Give the text of formulas as it stands, after that of the functions they call, each once."""
    ordered: dict[Function, None] = {}
    for function in functions:
        _add_with_called(inspect.unwrap(function), ordered)
    return "\n\n\n".join(_text(function) for function in ordered)


def _add_with_called(function: Function, ordered: dict[Function, None]) -> None:
    read = (node for node in ast.walk(ast.parse(_text(function))) if isinstance(node, ast.Name))
    for name in read:
        called = function.__globals__.get(name.id)
        if inspect.isfunction(called):
            _add_with_called(inspect.unwrap(called), ordered)
    ordered[function] = None


def _text(function: Function) -> str:
    lines = dedent(inspect.getsource(function)).rstrip().splitlines()
    return "\n".join(line for line in lines if line != "@recordable")


def _called(
    function: Function, inputs: list[Recording], constants: Mapping[str, Recording]
) -> tuple[Any, dict[str, Any]]:
    """Call a formula, and give its own variables besides, by which its intermediate results are named."""
    own: dict[str, Any] = {}

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "return" and frame.f_code is getattr(function, "__code__", None):
            own.update(frame.f_locals)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        return function(*inputs, **constants), own
    finally:
        sys.setprofile(before)


def _needed(tape: Sequence[Recording], results: Sequence[Operand]) -> Iterator[Recording]:
    """Give the operations that lead to the results, in order."""
    wanted = {result for result in results if isinstance(result, Recording)}
    for node in reversed(tape):
        if node in wanted:
            wanted.update(operand for operand in node.operands if isinstance(operand, Recording))
    return (node for node in tape if node in wanted)
