"""Codes of classes: what is one, and what is drawn."""

import pytest

from app.rooms.codes import code_of, new_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("k7qx", "K7QX"),
        ("ABCDEF", "ABCDEF"),
        ("main", None),
        ("K7O", None),
        ("ABCDEFG", None),
        ("a-bc", None),
    ],
)
def test_a_code_has_four_to_six_letters_that_nobody_mistakes(name, code):
    assert code_of(name) == code


def test_a_drawn_code_is_one_and_is_not_taken():
    for _ in range(200):
        code = new_code(())
        assert code_of(code.lower()) == code
        assert len(code) == 4


class AllOfFour:
    def __contains__(self, code: object) -> bool:
        return len(str(code)) == 4


def test_codes_grow_longer_where_the_short_ones_are_taken():
    assert len(new_code(AllOfFour())) == 5
