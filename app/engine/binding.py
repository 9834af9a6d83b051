"""Formulas bound to buffers: operations that put their results where they belong.

On networks small enough to look at a call costs as much as its arithmetic, so the cheapest is bound: sums
over the units are products with ones, made as wide as what reads them, and ``fmax`` and ``fmin`` stand for
``maximum`` and ``minimum``, which take no result by position. (They drop a NaN, but what they read here is
itself looked at.) What is made of constants alone is made here and now, and what is made of the scalars of an
update once for each update.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .operations import QUIET, Floats, Operations
from .recorded import OWN_OPERATIONS, Formula, Function, Operand, Recording, recorded
from .scalars import Scalar

Array: TypeAlias = NDArray[Any]
Known: TypeAlias = Mapping[str, "Floats | Scalar | float"]
"""What a formula may read, by name: arrays, numbers, and the scalars of an update."""

_FASTER = {"maximum": np.fmax, "minimum": np.fmin}
_COMPARISONS = ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal")
_NEVER = 1 << 30


class Binding(NamedTuple):
    """A formula, what it may read, and where each of its results goes."""

    function: Function
    known: Known
    out: tuple[Floats, ...]


def bind(function: Function, known: Known, *out: Floats) -> Operations:
    """Bind the operations that put what a formula gives into ``out``."""
    return bind_together(Binding(function, known, out))[0]


def bind_together(*bindings: Binding) -> list[Operations]:
    """Bind formulas that are run one after the other: what two of them have in common is made once."""
    program = _Program()
    for binding in bindings:
        program.add(binding)
    return program.operations()


@dataclass(eq=False)
class _Value:
    """An array that is given, or made by an operation of the program."""

    shape: tuple[int, ...]
    array: Array | None = None
    operation: str = ""
    operands: tuple["_Value | Scalar | float", ...] = ()
    part: int = 0
    """Which of the formulas bound together makes it."""
    row: bool = False
    """Whether it has one number for each row, the same for all units."""
    wide: bool = False
    """Whether such a number is repeated for all units."""
    last_use: int = -1
    out: Floats | None = None

    @property
    def made_shape(self) -> tuple[int, ...]:
        return self.shape if self.wide or not self.row else (1, *self.shape[1:])

    @property
    def reads(self) -> list["_Value"]:
        return [operand for operand in self.operands if isinstance(operand, _Value)]

    @property
    def elementwise(self) -> bool:
        """Whether it may be put where an operand lies."""
        return self.operation not in ("sum", "max", "matmul", "where", *OWN_OPERATIONS)


_Worked: TypeAlias = "_Value | Scalar | float"


@dataclass
class _Buffer:
    """A place for arrays: what lies there is wanted until ``busy_until``, from ``final_at`` on for good."""

    array: Array
    busy_until: int = -1
    final_at: int = _NEVER
    final_in_place: bool = True

    def takes(self, value: _Value, at: int) -> bool:
        if self.array.shape != value.made_shape or self.array.dtype != float:
            return False
        in_time = value.last_use < self.final_at + self.final_in_place
        return in_time and self.is_free(value, at)

    def is_free(self, value: _Value, at: int) -> bool:
        return self.busy_until < at + value.elementwise


class _Program:
    """The operations of formulas bound together, as values made one after the other."""

    def __init__(self) -> None:
        self._made: list[_Value] = []
        self._same: dict[object, _Value] = {}
        self._by_place: dict[object, _Value] = {}
        self._fills: list[tuple[float | Scalar, Floats]] = []
        self._copies: list[tuple[int, _Value, Floats]] = []
        self._parts = 0

    def add(self, binding: Binding) -> None:
        """Work a formula out on what is known."""
        formula = recorded(binding.function)
        worked: dict[Recording, _Worked] = {}
        for name, recording in formula.given.items():
            worked[recording] = self._given(name, formula, binding.known)
        for node in formula.tape:
            worked[node] = self._work(node, [_of(operand, worked) for operand in node.operands])
        for result, out in zip(formula.results, binding.out, strict=True):
            self._put(_of(result, worked), out)
        self._parts += 1

    def _given(self, name: str, formula: Formula, known: Known) -> _Worked:
        found = known.get(name, formula.constants.get(name))
        if found is None:
            raise KeyError(f"nothing called {name} is known here, only {', '.join(known)}")
        if not isinstance(found, np.ndarray):
            return found
        return self._by_place.setdefault(_place(found), _Value(found.shape, found))

    def _work(self, node: Recording, operands: list[_Worked]) -> _Worked:
        operation = node.operation
        if not any(isinstance(operand, _Value) for operand in operands):
            return _number(operation, operands)
        if operation == "clip":
            low = self._make("maximum", [operands[0], operands[1]])
            return self._make("minimum", [low, operands[2]])
        return self._make(operation, operands)

    def _make(self, operation: str, operands: list[_Worked]) -> _Value:
        key = (
            operation,
            *(operand if isinstance(operand, float | int) else id(operand) for operand in operands),
        )
        if key in self._same:
            return self._same[key]
        arrays = [operand for operand in operands if isinstance(operand, _Value)]
        if operation == "transpose":
            (source,) = arrays
            assert source.array is not None, "what is transposed is given"
            made = _Value(source.shape[::-1], source.array.T)
        else:
            row = operation in ("sum", "max") or (operation != "matmul" and all(each.row for each in arrays))
            shape = _shape(operation, [each.shape for each in arrays])
            made = _Value(shape, None, operation, tuple(operands), self._parts, row)
            self._made.append(made)
        self._same[key] = made
        return made

    def _put(self, result: _Worked, out: Floats) -> None:
        if not isinstance(result, _Value):
            self._fills.append((result, out))
        elif result.array is None and result.out is None:
            result.out = out
            self._by_place[_place(out)] = result
        else:
            self._copies.append((self._parts, result, out))

    def operations(self) -> list[Operations]:
        """Give every value a place, and bind what makes it; a list for each formula."""
        parts: list[Operations] = [[] for _ in range(self._parts)]
        for number, out in self._fills:
            if isinstance(number, Scalar):
                raise TypeError("a formula has to give an array")
            out[...] = number
        self._fold_factors()
        self._widen()
        self._time()
        buffers = self._buffers()
        for at, value in enumerate(self._made):
            final = self._final(value, at, buffers)
            if final is None:
                if value.out is not None:
                    value.last_use = _NEVER
                    self._copies.append((value.part, value, value.out))
                self._place(value, at, buffers)
            else:
                value.array = final
            parts[value.part] += _bound(value)
        for part, value, out in self._copies:
            assert value.array is not None, "made by now"
            source = value.array[:1] if value.wide and out.ndim == 1 else value.array
            parts[part].append(
                partial(np.positive, source, out if out.ndim == source.ndim else out[np.newaxis])
            )
        return parts

    def _fold_factors(self) -> None:
        """Let a sum times a number be one product, with that number for ones."""
        for value in list(self._made):
            sums = [each for each in value.reads if each.operation == "sum" and each.out is None]
            readers = [other for other in self._made if sums and sums[0] in other.reads]
            if value.operation == "multiply" and len(value.reads) == 1 and readers == [value]:
                (factor,) = (each for each in value.operands if not isinstance(each, _Value))
                if isinstance(factor, float | int):
                    self._made.remove(sums[0])
                    value.operation, value.operands = "sum", (*sums[0].operands, factor)

    def _widen(self) -> None:
        """Find which numbers of rows are read beside whole arrays: those are made for all units at once."""
        for value in reversed(self._made):
            if value.operation not in ("sum", "max") and (value.wide or not value.row):
                for read in value.reads:
                    read.wide = read.row

    def _time(self) -> None:
        """How long each value is wanted: for good where a later formula, which may run again, reads it."""
        for at, value in enumerate(self._made):
            for read in value.reads:
                shared = read.array is None and read.part != value.part
                read.last_use = max(read.last_use, _NEVER if shared else at)
        for _, value, _ in self._copies:
            value.last_use = _NEVER

    def _buffers(self) -> list[_Buffer]:
        """Give the places of results, each a place for others until it is needed."""
        read = {_place(array): value.last_use for value, array in self._given_arrays()}
        return [
            _Buffer(value.out, read.get(_place(value.out), -1), at, value.elementwise)
            for at, value in enumerate(self._made)
            if value.out is not None
        ]

    def _given_arrays(self) -> Iterator[tuple[_Value, Array]]:
        for value in self._made:
            yield from ((each, each.array) for each in value.reads if each.array is not None)

    def _final(self, value: _Value, at: int, buffers: list[_Buffer]) -> Array | None:
        """Give the place of a result, or None where it is not free yet, or not as wide."""
        if value.out is None or (value.wide and value.out.ndim == 1):
            return None
        own = next(buffer for buffer in buffers if buffer.array is value.out)
        if not own.is_free(value, at):
            own.busy_until = _NEVER
            return None
        own.busy_until = _NEVER
        return value.out if value.out.ndim == len(value.made_shape) else value.out[np.newaxis]

    def _place(self, value: _Value, at: int, buffers: list[_Buffer]) -> None:
        if value.operation in _COMPARISONS:
            value.array = np.empty(value.made_shape, bool)
            return
        buffer = next((each for each in buffers if each.takes(value, at)), None)
        if buffer is None:
            buffer = _Buffer(np.empty(value.made_shape))
            buffers.append(buffer)
        buffer.busy_until = value.last_use
        value.array = buffer.array


def _of(operand: Operand, worked: Mapping[Recording, _Worked]) -> _Worked:
    return worked[operand] if isinstance(operand, Recording) else operand


def _place(array: Array) -> object:
    return array.__array_interface__["data"][0], array.shape, array.strides


@QUIET
def _number(operation: str, operands: list[_Worked]) -> Scalar | float:
    """Work out what is made of numbers: now, or at every update where scalars are among them."""
    numbers = [operand for operand in operands if not isinstance(operand, _Value)]
    for operand in numbers:
        if isinstance(operand, Scalar):
            return operand.owner.make(operation, numbers)
    function = OWN_OPERATIONS.get(operation) or getattr(np, operation)
    return float(function(*numbers))


def _shape(operation: str, shapes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    if operation == "matmul":
        return (shapes[0][0], shapes[1][1])
    return np.broadcast_shapes(*shapes)


def _bound(value: _Value) -> Operations:
    """Bind the operations that make one value."""
    target = value.array
    assert target is not None, "has a place"
    operands = [_operand(operand, value) for operand in value.operands]
    if value.operation == "matmul":
        return [partial(operands[0].dot, operands[1], target)]
    if value.operation == "sum":
        factor = float(operands[1]) if len(operands) > 1 else 1.0
        return [partial(np.full((len(target), len(operands[0])), factor).dot, operands[0], target)]
    if value.operation == "max":
        return _largest(operands[0], target)
    if value.operation == "where":
        return _chosen(value, operands, target)
    if value.operation in _COMPARISONS and target.dtype == float:
        truth = np.empty(target.shape, bool)
        return [partial(getattr(np, value.operation), *operands, truth), partial(np.copyto, target, truth)]
    if value.operation in _FASTER:
        # A number as wide as the rest costs less than one that is broadcast.
        operands = [
            np.full(target.shape, each) if isinstance(given, float | int) else each
            for given, each in zip(value.operands, operands, strict=True)
        ]
        return [partial(_FASTER[value.operation], *operands, target)]
    if value.operation in OWN_OPERATIONS:
        return [partial(_store, OWN_OPERATIONS[value.operation], operands, target)]
    return [partial(getattr(np, value.operation), *operands, target)]


def _operand(operand: _Worked, reader: _Value) -> Array:
    """Give an array that stands for an operand as its reader needs it."""
    if isinstance(operand, Scalar):
        return operand.array
    if not isinstance(operand, _Value):
        return np.array(float(operand))
    assert operand.array is not None, "made before it is read"
    return operand.array[:1] if operand.wide and reader.row and not reader.wide else operand.array


def _largest(values: Array, target: Array) -> Operations:
    if len(target) == 1:
        return [partial(np.maximum.reduce, values, 0, None, target, True)]
    largest = np.empty((1, *values.shape[1:]))
    return [
        partial(np.maximum.reduce, values, 0, None, largest, True),
        partial(np.ones((len(target), 1)).dot, largest, target),
    ]


def _chosen(value: _Value, operands: list[Array], target: Array) -> Operations:
    """Bind a choice: yes and no copied to where the condition says so; the condition itself for 1 and 0."""
    condition, yes, no = operands
    if not isinstance(value.operands[0], _Value):  # one choice for all
        return [partial(_store, np.where, operands, target)]
    if value.operands[1:] == (1, 0):
        return [partial(np.copyto, target, condition)]
    return [partial(np.copyto, target, no), partial(np.copyto, target, yes, "same_kind", condition)]


def _store(function: Callable[..., Array], operands: list[Array], target: Array) -> None:
    target[...] = function(*operands)
