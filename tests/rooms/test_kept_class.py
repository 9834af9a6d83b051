"""What of a class is written down: nothing is forgotten that a command can have made of it."""

from dataclasses import fields

from app.rooms.classroom import Class
from app.rooms.kept_class import KeptClass

COME_AGAIN = {"members"}
"""Who is in it, and shows a key again."""
OF_THE_PROCESS = {"keys", "aside", "led_at", "is_open", "ends_in_s"}
"""What any process has of its own, or begins anew with."""


def test_all_that_commands_make_of_a_class_is_written_down():
    state = {field.name for field in fields(Class)} - COME_AGAIN - OF_THE_PROCESS

    assert state - {*KeptClass.__struct_fields__} == set()
