"""Built-in data sets, a spec's own numbers, and how either becomes what a network is fed."""

from .catalog import DATASETS, Record, described
from .dataset import Dataset
from .digest import digest
from .loading import load, resolve
from .thumbnails import thumbnail

__all__ = ["DATASETS", "Dataset", "Record", "described", "digest", "load", "resolve", "thumbnail"]
