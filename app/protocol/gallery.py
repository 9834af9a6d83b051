"""The gallery: runs that each make a point, as the page opens them."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from ..data import PRESETS, Preset, digest, load
from ..data.presets import Group
from ..engine import Spec
from ..engine.spec import VERSION


class PresetInfo(Struct, frozen=True, forbid_unknown_fields=True):
    """One of them."""

    name: str
    """What the page's words tell of it is kept by this name."""
    group: Group
    spec: Annotated[Mapping[str, Any], Meta(extra_json_schema={"$ref": "Partly<Spec>"})]
    digest: str
    """Of the run that it opens."""
    units: Sequence[int]
    """How many neurons each layer has, the inputs first."""
    epochs: int | None
    """What to do first: play for so many epochs, or …"""
    steps: int | None
    """… make so many propagations."""
    layer: int
    """The neuron to look at …"""
    unit: int
    """… in its layer, from 0."""


def gallery() -> list[PresetInfo]:
    """Give all of them, in the order in which they are told."""
    return [_told(preset) for preset in PRESETS.values()]


def _told(preset: Preset) -> PresetInfo:
    spec = msgspec.convert(preset.spec, Spec)
    return PresetInfo(
        name=preset.name,
        group=preset.group,
        spec={"version": VERSION, **preset.spec},
        digest=digest(spec),
        units=_units(spec),
        epochs=preset.epochs,
        steps=preset.steps,
        layer=preset.layer,
        unit=preset.unit,
    )


def _units(spec: Spec) -> list[int]:
    data = load(spec)
    return [len(data.inputs), *(layer.units for layer in spec.hidden), len(data.outputs)]
