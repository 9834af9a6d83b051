"""Epochs shown again: their losses, and a small picture of what the network made of its inputs then."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from .points import HistoryPoint

MOST_SHOWN = 128
"""So many epochs are shown at a time."""
MAP_SIDE, CURVE_POINTS = 24, 48
"""Cells on a side of a map; places along a curve."""
MOST_DRAWN_UNITS = 16
"""Of more outputs no map or curve is drawn."""

PictureKind: TypeAlias = Literal["map", "curve", "confusion"]
Epochs: TypeAlias = Annotated[
    tuple[Annotated[int, Meta(ge=0, le=1_000_000)], ...], Meta(min_length=1, max_length=MOST_SHOWN)
]


class EpochPicture(Struct, frozen=True):
    """What the outputs say over the plane or along the only input, or which classes are taken for which."""

    kind: PictureKind
    units: int
    """Outputs, one after another in ``levels``; of a confusion matrix its classes."""
    low: float
    high: float
    """What level 0 and level 255 are."""
    levels: str
    """Bytes in base64: row by row, of a map the lowest x2 first, of a matrix the true classes."""


class EpochsShown(Struct, frozen=True, tag_field="type", tag="epochs_shown"):
    """Some epochs as they were, in their order; all that were asked for, unless the run was changed."""

    id: int
    points: list[HistoryPoint]
    pictures: list[EpochPicture | None]
    """One for each point; none where the data have no picture, or none was asked for."""
