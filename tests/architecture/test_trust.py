"""The program runs no data as code, and the page asks nobody but its own server."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import MODULES, ROOT, imports_of, name_of

RUN_DATA_AS_CODE = {"eval", "exec", "compile", "__import__"}
LOAD_DATA_AS_CODE = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}

PAGE_FILES = sorted(
    path
    for folder in ("static", "templates")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".js", ".css", ".html", ".svg", ".json", ".webmanifest"}
    and path.name != "MANIFEST.json"
)
COMMENTS = re.compile(r"/\*.*?\*/|<!--.*?-->|(?:^|(?<=\s))//[^\n]*", re.DOTALL | re.MULTILINE)
ADDRESS = re.compile(r"(?:\b(?:https?|wss?):|(?<=[\"'`(=]))//[\w.-]+")
# Names of languages, which nobody fetches.
NAMESPACES = "http://www.w3.org"


def code_from_data(source: str) -> list[str]:
    """Where a module would run or load data as code."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    found = [
        call.func.id for call in calls if isinstance(call.func, ast.Name) and call.func.id in RUN_DATA_AS_CODE
    ]
    found += [name for name in imports_of(source, "") if name.split(".")[0] in LOAD_DATA_AS_CODE]
    return found + [word for word in ("allow_pickle=True",) if word in source]


def third_parties(text: str) -> list[str]:
    """The addresses a page's file names outside its comments."""
    return [found for found in ADDRESS.findall(COMMENTS.sub("", text)) if found != NAMESPACES]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_runs_or_loads_data_as_code(path: Path):
    assert code_from_data(path.read_text()) == []


@pytest.mark.parametrize("path", PAGE_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_pages_files_name_no_third_party(path: Path):
    assert third_parties(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)",
        "exec(text)",
        "from pickle import loads",
        "import marshal",
        "np.load(f, allow_pickle=True)",
    ],
)
def test_data_run_as_code_is_found(source: str):
    assert code_from_data(source)


@pytest.mark.parametrize(
    "text",
    [
        'import x from "https://cdn.example/x.js";',
        "@import url(//cdn.example/x.css);",
        '<script src="//cdn.example/x.js"></script>',
        "new WebSocket(`wss://cdn.example/ws`)",
    ],
)
def test_an_address_of_a_third_party_is_found(text: str):
    assert third_parties(text)


@pytest.mark.parametrize(
    "text",
    [
        "/*! uPlot | MIT | https://uplot.example */ a(1)",
        "a(1); // see https://paper.example",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "new WebSocket(`${protocol}//${location.host}/ws`)",
    ],
)
def test_a_comment_a_namespace_and_the_pages_own_host_are_no_third_party(text: str):
    assert third_parties(text) == []
