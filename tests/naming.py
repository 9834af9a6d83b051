"""Tests that a page of documentation names, `tests/FILE::NAME` in its words, and whether they are there."""

import ast
import re
from functools import cache

from tests.serving import ROOT

_NAMED = re.compile(r"`(tests/[^`:]+)::([^`]+)`")
_JS_TITLE = re.compile(r"""\btest\(\s*(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)""")


def named(text: str) -> tuple[tuple[str, str], ...]:
    """Give the file and the name of every test that a text names."""
    return tuple(_NAMED.findall(text))


@cache
def names_in(file: str) -> set[str]:
    """Collect what a file calls its tests: functions of Python, titles of JavaScript as they are written."""
    path = ROOT / file
    if not path.is_file():
        return set()
    text = path.read_text("utf-8")
    if path.suffix == ".js":
        return {quoted or template for quoted, template in _JS_TITLE.findall(text)}
    return {
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
