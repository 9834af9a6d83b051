"""Codes that are tried: enough for a school that mistypes, too few to go through them all."""

import pytest

from app.engine import BadInput
from app.rooms.tries import MOST_MISSES, WINDOW_S, Tries, asker_of


@pytest.fixture
def clock():
    return [100.0]


@pytest.fixture
def tries(clock) -> Tries:
    return Tries(lambda: clock[0])


def miss(tries: Tries, times: int, asker: str = "here") -> None:
    for _ in range(times):
        tries.check(asker)
        tries.note(asker)


def test_who_tries_too_often_must_wait_and_nobody_else(tries, clock):
    miss(tries, MOST_MISSES)

    with pytest.raises(BadInput) as caught:
        tries.check("here")

    assert (caught.value.code, caught.value.limit) == ("too_often", WINDOW_S)
    tries.check("elsewhere")


def test_the_wait_ends_when_the_first_miss_is_forgotten(tries, clock):
    miss(tries, MOST_MISSES)
    clock[0] += WINDOW_S - 1
    with pytest.raises(BadInput) as caught:
        tries.check("here")
    assert caught.value.limit == 1

    clock[0] += 1
    tries.check("here")


def test_no_address_is_kept_longer_than_it_counts(tries, clock):
    miss(tries, 3, "one")
    clock[0] += WINDOW_S
    miss(tries, 1, "another")

    assert list(tries._misses) == ["another"]


def test_who_asks_has_one_name_that_is_not_the_address():
    here, there = ({"client": (address, 4321)} for address in ("192.0.2.7", "192.0.2.8"))

    assert asker_of(here) == asker_of({"client": ("192.0.2.7", 5432)}) != asker_of(there)
    assert "192.0.2.7" not in asker_of(here)
    assert asker_of({"client": None})
