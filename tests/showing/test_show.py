"""A model of one's own is shown on a page that lives as long as whoever shows it."""

import subprocess
import sys
import urllib.error
import webbrowser
from types import SimpleNamespace
from urllib.request import urlopen

import numpy as np
import pytest

import app as propscope
from app.engine import BadInput
from app.models import safetensors
from app.protocol import SUBPROTOCOL, Reader
from app.showing.show import begun
from tests.dialling import dial
from tests.models.sklearnlike import MLPClassifier
from tests.patience import PATIENCE_S
from tests.serving import ROOT, at_home

X = np.random.default_rng(0).normal(size=(12, 4))
Y = np.array(["low", "mid", "high"])[np.arange(12) % 3]


@pytest.fixture
def opened(monkeypatch):
    """What browsers were opened on."""
    found = []
    monkeypatch.setattr(webbrowser, "open", found.append)
    return found


def is_served(url):
    try:
        return urlopen(url, timeout=PATIENCE_S).status == 200
    except urllib.error.URLError:
        return False


def test_a_model_is_shown_until_it_is_closed(opened, capsys):
    shown = propscope.show(MLPClassifier(), X, Y, block=False)

    assert opened == [shown.url]
    assert is_served(shown.url)
    said = capsys.readouterr().out
    assert shown.url in said
    assert "✓ gradients of the first mini-batch beside MLPClassifier._backprop" in said
    shown.close()
    assert not is_served(shown.url)
    shown.close()


def test_in_a_notebook_it_shows_itself_and_opens_nothing(opened, capsys, monkeypatch):
    monkeypatch.setitem(
        sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object()))
    )

    shown = propscope.show(MLPClassifier(), X, Y, height=480)

    try:
        assert (opened, capsys.readouterr().out) == ([], "")
        html = shown._repr_html_()
        assert f'<iframe src="{shown.url}" title="propscope" width="100%" height="480"' in html
        assert "✓ gradients" in html
        with urlopen(shown.url, timeout=PATIENCE_S) as answer:
            policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*" in policy
    finally:
        shown.close()


def test_the_page_has_the_models_own_weights():
    model = MLPClassifier()
    shown = propscope.show(model, X, Y, open_browser=False, block=False)

    try:
        address = f"{shown.url.replace('http', 'ws')}ws?room=any"
        with dial(address, subprotocols=[SUBPROTOCOL]) as line:
            reader = Reader()
            while (told := reader.read(line.recv(timeout=PATIENCE_S))[0]).get("type") != "run":
                pass
    finally:
        shown.close()

    for layer, coef in zip(told["spec"]["parameters"], model.coefs_, strict=True):
        assert np.array_equal(layer["w"], coef)


def test_the_server_ends_with_who_started_it(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import os\n"
        "import app\n"
        "from tests.showing.test_show import MLPClassifier, X, Y\n"
        "shown = app.show(MLPClassifier(), X, Y, open_browser=False, block=False)\n"
        "os._exit(0)\n"
    )
    # Its own standard output is gone when nobody holds it any more, the server included.
    done = subprocess.run(
        [sys.executable, script],
        env={**at_home(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )

    url = done.stdout.split()[3]
    while is_served(url):
        pass


def test_fields_of_a_specification_are_taken_as_they_are_said():
    _, spec = begun(MLPClassifier(), X, Y, batch_size=5, optimizer={"kind": "lion"}, seed=3)

    assert (spec.batch_size, spec.optimizer.kind, spec.seed) == (5, "lion", 3)


def test_a_file_is_shown_with_what_it_leaves_open(tmp_path):
    path = tmp_path / "net.safetensors"
    path.write_bytes(safetensors.pack({"0.weight": np.eye(4), "0.bias": np.zeros(4)}, {}))

    _, spec = begun(
        path, X, X, activations=["linear"], orientation="inputs-outputs", loss="mean_squared_error"
    )

    assert spec.parameters[0].w == tuple(map(tuple, np.eye(4).tolist()))
    assert spec.loss == "mean_squared_error"


@pytest.mark.parametrize(
    ("model", "said", "words"),
    [
        ("nowhere.npz", {}, "model: should be a readable file"),
        (MLPClassifier(), {"orientation": "inputs-outputs"}, "orientation: should be left out"),
        (MLPClassifier(), {"batch": 3}, "batch: should be left out (there is no such field)"),
    ],
)
def test_what_cannot_be_shown_is_refused_before_anything_is_served(model, said, words):
    with pytest.raises(BadInput) as refused:
        propscope.show(model, X, Y, **said)

    assert words in str(refused.value)
