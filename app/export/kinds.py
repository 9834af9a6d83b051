"""What can be taken home: one record for each kind, in one table."""

from collections.abc import Callable
from dataclasses import dataclass

from .notebook import notebook
from .predictions import predictions
from .pytorch import torch_script
from .script import numpy_script
from .trained import Trained
from .weights import as_json, as_npz, as_safetensors


@dataclass(frozen=True)
class Kind:
    """One kind of export: ``make`` gives a text or bytes; files of it end in ``suffix``."""

    name: str
    suffix: str
    media_type: str
    make: Callable[[Trained], str | bytes]

    def bytes_of(self, run: Trained) -> bytes:
        """Make the file."""
        made = self.make(run)
        return made.encode() if isinstance(made, str) else made


_RECORDS = (
    Kind("numpy", ".py", "text/x-python", numpy_script),
    Kind("torch", ".py", "text/x-python", torch_script),
    Kind("notebook", ".ipynb", "application/x-ipynb+json", notebook),
    Kind("json", ".json", "application/json", as_json),
    Kind("npz", ".npz", "application/octet-stream", as_npz),
    Kind("safetensors", ".safetensors", "application/octet-stream", as_safetensors),
    Kind("predictions", ".csv", "text/csv", predictions),
)
KINDS = {record.name: record for record in _RECORDS}
