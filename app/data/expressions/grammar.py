"""The grammar of typed formulas: a recursive descent that makes the engine's expression trees.

::

    formula := sum [("<" | "<=" | ">" | ">=") sum]
    sum     := product {("+" | "-") product}
    product := signed {("*" | "/") signed | power}      2x, 2(x + 1) and x sin(x) multiply
    signed  := ("-" | "+") signed | power
    power   := atom [("^" | "**") signed]               from the right; -x^2 is -(x^2)
    atom    := number | constant | variable | function "(" sum {"," sum} ")" | "(" sum ")"
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...engine.recorded import Expression
from ...engine.refusal import BadInput
from ...engine.spec import MAX_EXPRESSION
from .tokens import Token, tokens, wrong

MAX_DEPTH = 24
"""Of parentheses, functions, signs and powers in each other."""

CONSTANTS = {"pi": math.pi, "e": math.e}
FUNCTIONS = {
    "sin": ("sin", 1),
    "cos": ("cos", 1),
    "tan": ("tan", 1),
    "exp": ("exp", 1),
    "log": ("log", 1),
    "sqrt": ("sqrt", 1),
    "abs": ("absolute", 1),
    "tanh": ("tanh", 1),
    "sign": ("sign", 1),
    "min": ("minimum", 2),
    "max": ("maximum", 2),
}
"""By the name people type, NumPy's name and how many numbers it takes."""
COMPARISONS = {"<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal"}
_SUMS = {"+": "add", "-": "subtract"}
_PRODUCTS = {"*": "multiply", "/": "divide"}


@dataclass(frozen=True)
class Parsed:
    """A formula as a tree, and whether it compares: then it is 1 where it holds, and else 0."""

    tree: Expression
    compares: bool


def parsed(text: str, variables: Sequence[str]) -> Parsed:
    """Read a formula of these variables; raise ``BadInput``, with no field, that names the place."""
    if len(text) > MAX_EXPRESSION:
        raise BadInput("", text, MAX_EXPRESSION, "too_long")
    return _Reader(list(tokens(text)), variables).formula()


def names_in(text: str) -> set[str]:
    """Give the names a formula is written with, readable or not."""
    found = set()
    try:
        for token in tokens(text):
            if token.kind == "name":
                found.add(token.text)
    except BadInput:
        pass
    return found


class _Reader:
    """Goes along the tokens of one formula, once."""

    def __init__(self, found: Sequence[Token], variables: Sequence[str]) -> None:
        self._tokens, self._at, self._depth = found, 0, 0
        self._variables = variables

    def formula(self) -> Parsed:
        tree = self._sum()
        comparison = COMPARISONS.get(self._next.text)
        if comparison:
            self._take()
            tree = [comparison, tree, self._sum()]
        if self._next.kind != "end":
            raise wrong(self._next, "operator")
        return Parsed(tree, comparison is not None)

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _sum(self) -> Expression:
        tree = self._product()
        while operation := _SUMS.get(self._next.text):
            self._take()
            tree = [operation, tree, self._product()]
        return tree

    def _product(self) -> Expression:
        tree = self._signed()
        while True:
            if operation := _PRODUCTS.get(self._next.text):
                self._take()
                tree = [operation, tree, self._signed()]
            elif self._next.kind == "name" or self._next.text == "(":
                tree = ["multiply", tree, self._power()]
            else:
                return tree

    def _signed(self) -> Expression:
        if self._next.text not in ("-", "+"):
            return self._power()
        sign = self._deeper().text
        tree = self._signed()
        self._depth -= 1
        return ["negative", tree] if sign == "-" else tree

    def _power(self) -> Expression:
        base = self._atom()
        if self._next.text != "^":
            return base
        self._deeper()
        exponent = self._signed()
        self._depth -= 1
        return ["power", base, exponent]

    def _atom(self) -> Expression:
        token = self._next
        if token.text == "(":
            return self._within(1)[0]
        if token.kind == "number":
            return self._take().number
        if token.kind != "name":
            raise wrong(token, "operand", names=list(self._variables))
        if token.text in FUNCTIONS:
            return self._called(self._take())
        if token.text in CONSTANTS:
            return CONSTANTS[self._take().text]
        if token.text not in self._variables:
            raise wrong(token, "name", names=[*self._variables, *CONSTANTS, *FUNCTIONS])
        return self._take().text

    def _called(self, function: Token) -> Expression:
        operation, count = FUNCTIONS[function.text]
        if self._next.text != "(":
            raise wrong(self._next, "call", name=function.text)
        arguments = self._within(count)
        if len(arguments) != count:
            raise wrong(function, "arguments", name=function.text, count=count)
        return [operation, *arguments]

    def _within(self, most: int) -> list[Expression]:
        """Read what stands in parentheses, at most so many with commas between."""
        self._deeper()
        trees = [self._sum()]
        while self._next.text == "," and len(trees) < most:
            self._take()
            trees.append(self._sum())
        if self._next.text != ")":
            raise wrong(self._next, "closing")
        self._take()
        self._depth -= 1
        return trees

    def _deeper(self) -> Token:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise wrong(self._next, "flatter", most=MAX_DEPTH)
        return self._take()
