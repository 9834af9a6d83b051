"""Marks: what a teacher points at, or asks about."""

from typing import Annotated

from msgspec import Meta, Struct

_Layer = Annotated[int, Meta(ge=0, le=64)]
_Unit = Annotated[int, Meta(ge=0, le=65_535)]
_Name = Annotated[str, Meta(max_length=40)]


class Mark(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A neuron, a connection into it, or a number of either."""

    layer: _Layer
    """0 is the inputs."""
    unit: _Unit
    source: _Unit | None = None
    """The neuron of the layer before where a connection is meant."""
    tensor: _Name = ""
    """The name of a tensor where one of its numbers is meant."""
