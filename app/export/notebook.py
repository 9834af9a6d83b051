"""A run as a Jupyter notebook: the script's sections, a cell each (nbformat 4.5, which is plain JSON)."""

import json
from typing import Any

from .program import Section, program
from .trained import Trained

_FORMAT = {"nbformat": 4, "nbformat_minor": 5}
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_INTRODUCTION = """\
# A run of propscope in NumPy

Every formula is the text that propscope runs. The last cell prints the losses of `propscope train --json`."""


def notebook(run: Trained) -> str:
    """Write the notebook."""
    cells = [_cell("introduction", "markdown", _INTRODUCTION)]
    for number, section in enumerate(program(run), 1):
        cells += _cells(number, section)
    return json.dumps({"cells": cells, "metadata": _METADATA, **_FORMAT}, ensure_ascii=False, indent=1) + "\n"


def _cells(number: int, section: Section) -> list[dict[str, Any]]:
    code = _cell(f"code-{number}", "code", section.code)
    return [
        _cell(f"title-{number}", "markdown", f"## {section.title}"),
        code | {"execution_count": None, "outputs": []},
    ]


def _cell(name: str, kind: str, text: str) -> dict[str, Any]:
    return {"id": name, "cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)}
