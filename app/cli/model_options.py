"""A network made elsewhere on the command line: its file, and what the file does not say."""

import argparse
from pathlib import Path
from typing import Any

import msgspec

from ..engine import BadInput, Spec
from ..engine.losses import LOSSES
from ..models import MOST_BYTES, Mlp, read_file, specified
from ..models.files import ORIENTATIONS
from ..streams import say
from .csv_options import spec_of
from .specification import STANDARD_INPUT, opened

_OF_FILE = ("orientation", "activations", "loss")
_OF_NETWORK = ("hidden", "activation")
"""What the file says."""


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add the options of a network made elsewhere."""
    group = parser.add_argument_group("of a network made elsewhere, whose rows are a CSV file")
    group.add_argument("--model", metavar="FILE", help="its weights: .safetensors, .npz or JSON")
    group.add_argument("--data", metavar="DATA.csv", help="its rows (or name them without this)")
    group.add_argument(
        "--orientation", choices=ORIENTATIONS, help="how weights stand: a row for each input, or each output"
    )
    group.add_argument(
        "--activations", metavar="NAMES", help="of each layer, split by commas: relu,relu,softmax"
    )
    group.add_argument(
        "--loss", choices=list(LOSSES), help="what it is trained by (what goes with its output)"
    )


def take_data(options: argparse.Namespace) -> None:
    """Take the rows for what is served; raise ``BadInput`` where options have no network, or it no rows."""
    if options.data is not None:
        if options.file is not None:
            raise BadInput("--data", options.data, {"a file": options.file}, "unwanted_field")
        options.file = options.data
    if options.model is None:
        for name in _OF_FILE:
            if getattr(options, name) is not None:
                raise BadInput(
                    f"--{name}", getattr(options, name), {"--model": "not given"}, "unwanted_field"
                )
        return
    if options.file is None:
        raise BadInput("--data", "nothing", {"--model": options.model}, "missing_field")
    for name in _OF_NETWORK:
        if getattr(options, name) is not None:
            raise BadInput(f"--{name}", getattr(options, name), {"--model": "given"}, "unwanted_field")


def with_model(options: argparse.Namespace) -> Spec:
    """Read the network, and the rows that it is to go on with, as they stand there."""
    table, description = spec_of(options)
    if description is None:
        raise BadInput(
            "--data", options.file, {"one_of": ["a CSV file"], "when": {"--model": "given"}}, "mismatch"
        )
    mlp = _told_by_flags(options)
    data: dict[str, Any] = msgspec.to_builtins(table.data)
    data |= {"standardize": False, "standardize_y": False}
    spec = specified(mlp, data)
    for line in (*mlp.notes, "the rows are taken as they stand in the file"):
        say(f"note: {line}")
    if classes := table.data.classes:
        say(f"note: the outputs are taken to be {', '.join(classes)}")
    return spec


def _told_by_flags(options: argparse.Namespace) -> Mlp:
    name = "standard input" if options.model == STANDARD_INPUT else Path(options.model).name
    try:
        with opened(options.model, "net.safetensors") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput("--model", options.model, error.strerror, "unreadable") from None
    activations = options.activations and [each.strip() for each in options.activations.split(",")]
    try:
        return read_file(
            data, name, orientation=options.orientation, activations=activations, loss=options.loss
        )
    except BadInput as error:
        if error.field in _OF_FILE:
            raise BadInput(f"--{error.field}", error.value, error.limit, error.code) from None
        raise error.under(name) from None
