"""The command line: each command has a module of its own, with what it takes and what it does."""

from .main import main

__all__ = ["main"]
