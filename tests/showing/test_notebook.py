"""The notebook of the documentation, run as its reader runs it: models show themselves in their cells."""

import re
from importlib.util import find_spec
from urllib.request import urlopen

import nbformat
import pytest
from nbclient import NotebookClient

from tests.documents import installed
from tests.patience import PATIENCE_S
from tests.serving import ROOT


@pytest.fixture
def client(tmp_path, monkeypatch):
    """The notebook, with a kernel that finds us where we are installed."""
    for name, value in {**installed(tmp_path), "IPYTHONDIR": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    notebook = nbformat.read(ROOT / "docs" / "your-own-model.ipynb", as_version=4)
    client = NotebookClient(notebook, timeout=PATIENCE_S, resources={"metadata": {"path": str(tmp_path)}})
    with client.setup_kernel():
        yield client


def shown_in(cell):
    """The page that a cell shows, what it says below it, and whether it answers."""
    (html,) = [output.data["text/html"] for output in cell.outputs if "text/html" in output.get("data", {})]
    url = re.search(r'<iframe src="([^"]+)"', html)[1]
    return urlopen(url, timeout=PATIENCE_S).status, html


def test_a_notebook_trains_models_and_shows_them_in_its_cells(client):
    sklearn, torch = [cell for cell in client.nb.cells if cell.cell_type == "code"]
    for index, cell in enumerate(client.nb.cells):
        client.execute_cell(cell, index)

    status, html = shown_in(sklearn)
    assert status == 200
    assert "✓ gradients of the first mini-batch beside MLPClassifier._backprop" in html
    if find_spec("torch") is None:
        assert [output.text for output in torch.outputs] == ["PyTorch is not installed here\n"]
    else:
        status, html = shown_in(torch)
        assert status == 200
        assert "✓ gradients of the first mini-batch beside PyTorch" in html
