"""Keys of links: what is signed here is read here, and nothing else is."""

import pytest

from app.engine import BadInput
from app.rooms.keys import Grant, Keys

GRANT = Grant("opening", "link", "drive")


def keys(secret: bytes = b"a secret of this server") -> Keys:
    return Keys(lambda: secret)


def test_a_key_gives_what_was_signed():
    assert keys().read(keys().sign(GRANT)) == GRANT


def altered() -> str:
    said, signed = keys().sign(GRANT).split(".")
    return f"{said}.{signed[1:]}{signed[0]}"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "drive",
        "a.b",
        altered(),
        keys(b"another server's").sign(GRANT),
        keys().sign(Grant("o", "l", "follow")),
    ],  # type: ignore[arg-type]
    ids=["empty", "no key", "made up", "altered", "of another server", "of no such role"],
)
def test_a_key_that_was_not_signed_here_is_refused_and_not_quoted(key):
    with pytest.raises(BadInput) as caught:
        keys().read(key)

    assert (caught.value.field, caught.value.code, caught.value.value) == ("key", "bad_key", "")


def test_the_secret_is_asked_for_when_a_key_is_first_needed():
    asked = []
    made = Keys(lambda: asked.append("secret") or b"secret")
    assert not asked

    made.sign(GRANT)
    made.sign(GRANT)

    assert asked == ["secret"]
