"""What the server's tables call their records, so that no test says again how a data set is called."""

from app.data import DATASETS


def data_set(kind: str) -> str:
    """The label of a data set: ``data_set("iris")`` is "Irises"."""
    return DATASETS[kind].label
