"""Imports point down, and what is pure stays so."""

from pathlib import Path

import pytest

from tests.architecture.sources import MODULES, imports_of, name_of

# From the bottom up. A part imports its own and what stands on a lower line.
LEVELS = (
    ("__version__", "paths", "settings", "streams", "engine"),
    ("data",),
    ("protocol",),
    ("results",),
    ("playback", "models"),
    ("recordings", "sweeps"),
    ("rooms", "headless", "marking", "csv_words"),
    ("export", "sheets", "store", "workers"),
    ("web", "reports"),
    ("cli", "showing"),
    ("__main__",),
)
LEVEL = {part: level for level, parts in enumerate(LEVELS) for part in parts}

PURE = ("engine", "playback")
TIME_PEOPLE_AND_WIRES = {
    "asyncio", "datetime", "fastapi", "http", "multiprocessing", "random", "secrets", "socket", "sqlite3",
    "starlette", "threading", "time", "urllib", "uuid", "uvicorn", "websockets",
}  # fmt: skip


def upward_imports(source: str, module: str) -> list[str]:
    """What a module imports from beside or above its own part."""
    here = part_of(module)
    there = (name for name in imports_of(source, module.rpartition(".")[0]) if name.startswith("app."))
    return [name for name in there if part_of(name) != here and LEVEL[part_of(name)] >= LEVEL[here]]


def part_of(module: str) -> str:
    return module.split(".")[1]


def impure_imports(source: str) -> list[str]:
    return [name for name in imports_of(source, "") if name.split(".")[0] in TIME_PEOPLE_AND_WIRES]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path):
    module = name_of(path)
    if module == "app":
        # Imported before everything else, so that it can set what NumPy reads when it is imported.
        imported = set(imports_of(path.read_text(), module))
        assert not {name for name in imported if name.startswith(("app.", "numpy"))}
        return

    assert part_of(module) in LEVEL, f"give {module} its place in LEVELS"
    assert upward_imports(path.read_text(), package_module(path)) == []


def package_module(path: Path) -> str:
    """A name whose parent is the package relative imports count from."""
    return f"{name_of(path)}.__init__" if path.name == "__init__.py" else name_of(path)


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name in PURE], ids=name_of)
def test_engine_and_playback_know_nothing_of_time_people_or_wires(path: Path):
    assert impure_imports(path.read_text()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "import app.rooms.hub",
        "from app import web",
        "from app.rooms.hub import Hub",
        "from .. import rooms",
        "from ..rooms.hub import Hub",
        "def late():\n    from app.web.app import create_app",
    ],
)
def test_an_upward_import_is_found_however_it_is_written(statement: str):
    assert upward_imports(statement, "app.playback.session")


def test_a_part_may_import_itself_and_what_is_below():
    source = (
        "from app.engine.spec import Spec\nfrom . import clock\nfrom .timeline import Timeline\nimport numpy"
    )

    assert upward_imports(source, "app.playback.session") == []


def test_an_impure_import_is_found_however_it_is_written():
    assert impure_imports("import time as t\nfrom asyncio.queues import Queue") == [
        "time",
        "asyncio.queues.Queue",
    ]
