"""Built-in data sets, a spec's own numbers, and how either becomes what a network is fed."""

from .built_in import DATASETS, Record, described
from .dataset import Dataset, Which
from .digest import digest, writing_rows
from .lessons import Lesson, LessonCode, lessons, refuse
from .loading import load, load_in_pieces, resolve
from .own_sample import fed, held, nearest
from .presets import PRESETS, Preset
from .said import Said, Way
from .thumbnails import thumbnail

__all__ = [
    "DATASETS",
    "PRESETS",
    "Dataset",
    "Lesson",
    "LessonCode",
    "Preset",
    "Record",
    "Said",
    "Way",
    "Which",
    "described",
    "digest",
    "fed",
    "held",
    "lessons",
    "load",
    "load_in_pieces",
    "nearest",
    "refuse",
    "resolve",
    "thumbnail",
    "writing_rows",
]
