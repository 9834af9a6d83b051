"""``propscope.show``: a model and its rows become a run, on a page that a server of its own serves."""

import sys
import webbrowser
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from ..engine import BadInput, Spec
from ..models import MOST_BYTES, Mlp, compared, read, read_file, rows, specified
from ..playback.session import Session
from ..streams import announce
from .process import Served
from .shown import Shown

_NOTEBOOKS = ("http://localhost:*", "http://127.0.0.1:*")
"""The pages that may show ours inside them: those of notebooks on this machine."""


def show(
    model: object,
    X: object,
    y: object,
    *,
    loss: Any = None,  # noqa: ANN401 - a framework's own
    classes: Sequence[object] | None = None,
    output_activation: str | None = None,
    activations: Sequence[str] | None = None,
    orientation: str | None = None,
    embed_from: Sequence[str] = (),
    height: int = 720,
    open_browser: bool | None = None,
    block: bool | None = None,
    **options: object,
) -> Shown:
    """Show a network as it stands before its next mini-batch, which are the first rows of ``X`` and ``y``.

    ``model`` is an ``MLPClassifier`` or ``MLPRegressor`` of scikit-learn, a ``Sequential`` of PyTorch or of
    Keras, or the name of a file of weights, which may need ``activations`` (one a layer) and ``orientation``.
    ``X`` is (rows, features); ``y`` (rows, outputs), or labels (rows,), whose ``classes`` are in the order of
    the outputs. ``loss`` is the framework's own, or the name of one of ours. ``options`` are fields of a
    specification: ``batch_size=8``, ``optimizer={"kind": "adam"}``, or an optimizer of PyTorch's.

    In a notebook what is returned shows itself, on pages of this machine and of ``embed_from``; elsewhere a
    browser is opened, and a script waits to be interrupted. Raise ``BadInput`` for what cannot be shown.
    """
    mlp, spec = begun(
        model,
        X,
        y,
        loss=loss,
        classes=classes,
        output_activation=output_activation,
        activations=activations,
        orientation=orientation,
        **options,
    )
    Session(spec)
    shown = Shown(
        Served(spec, (*_NOTEBOOKS, *embed_from)), spec, compared(mlp, spec), notes=mlp.notes, height=height
    )
    notebook = _in_notebook()
    if not notebook:
        announce(repr(shown))
    if open_browser if open_browser is not None else not notebook:
        webbrowser.open(shown.url)
    if block if block is not None else not (notebook or _is_interactive()):
        shown.wait()
    return shown


def begun(
    model: object,
    x: object,
    y: object,
    *,
    loss: Any = None,  # noqa: ANN401
    classes: Sequence[object] | None = None,
    activations: Sequence[str] | None = None,
    orientation: str | None = None,
    output_activation: str | None = None,
    **options: object,
) -> tuple[Mlp, Spec]:
    """Read a model, and make the specification of its run on these rows; raise ``BadInput``."""
    if isinstance(model, str | PathLike):
        mlp = read_file(
            _bytes_of(Path(model)),
            Path(model).name,
            orientation=orientation,
            activations=activations,
            loss=loss,
        )
    else:
        for name, value in (("activations", activations), ("orientation", orientation)):
            if value is not None:
                raise BadInput(name, value, {"model": "no file"}, "unwanted_field")
        mlp = read(model, loss=loss, output_activation=output_activation)
    if output_activation is not None:
        options["output_activation"] = output_activation
    return mlp, specified(mlp, rows(x, y, mlp, classes), options=options)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput("model", str(path), error.strerror, "unreadable") from None


def _in_notebook() -> bool:
    """Whether a notebook's kernel runs this: it shows what a cell gives."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and hasattr(shell, "kernel")


def _is_interactive() -> bool:
    return hasattr(sys, "ps1") or bool(sys.flags.interactive)
