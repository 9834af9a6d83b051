"""The catalogue holds just what its types say: all that they name, and no more."""

import msgspec
import pytest

from app.protocol.catalogue import catalog
from app.protocol.catalogue_types import Catalog


def as_the_page_gets_it() -> dict[str, object]:
    told: dict[str, object] = msgspec.json.decode(msgspec.json.encode(catalog()))
    return told


def test_the_catalogue_is_what_its_types_say():
    told = as_the_page_gets_it()

    assert msgspec.json.decode(msgspec.json.encode(msgspec.convert(told, Catalog))) == told


@pytest.mark.parametrize("table", ["activations", "losses", "optimizers", "penalties", "datasets"])
def test_a_field_that_no_type_names_is_found_out(table):
    told = as_the_page_gets_it()
    told[table][0]["made_up"] = 1  # type: ignore[index]

    with pytest.raises(msgspec.ValidationError, match="made_up"):
        msgspec.convert(told, Catalog)
