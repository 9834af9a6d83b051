"""Built-in data sets, a spec's own numbers, and how either becomes what a network is fed."""

from app.data.catalog import DATASETS, Record, described
from app.data.dataset import Dataset
from app.data.loading import load, resolve
from app.data.thumbnails import thumbnail

__all__ = ["DATASETS", "Dataset", "Record", "described", "load", "resolve", "thumbnail"]
