"""Codes by which a class comes in: few letters, which nobody can mistake for others."""

import re
import secrets
from collections.abc import Container

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No O beside 0, no I beside 1."""
_CHOSEN = "BCDFGHJKMNPQRTVWXY346789"
"""Of those no vowels, so that no words come about, and none that are alike when written by hand."""
_SHORTEST, _LONGEST = 4, 6
_TRIES = 8
"""So often a code that is taken already is drawn anew before it becomes longer."""
CODE_WORDS = f"{_SHORTEST} to {_LONGEST} letters of {LETTERS}"
_CODE = re.compile(f"[{LETTERS}]{{{_SHORTEST},{_LONGEST}}}")


def code_of(name: str) -> str | None:
    """Give the code that a name in an address is, in capitals; None where it is none."""
    name = name.upper()
    return name if _CODE.fullmatch(name) else None


def new_code(taken: Container[str]) -> str:
    """Draw a code that is not taken, as short as there are enough of."""
    for length in range(_SHORTEST, _LONGEST + 1):
        for _ in range(_TRIES):
            code = "".join(secrets.choice(_CHOSEN) for _ in range(length))
            if code not in taken:
                return code
    raise RuntimeError("no code is left")
