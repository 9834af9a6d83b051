"""The command line: serve the page; train, sweep, trace, record, check or take home without one."""

import argparse
import sys
from collections.abc import Sequence

from .. import __version__
from ..engine import BadInput
from ..streams import prepare, say
from . import check, describe, export, record, replay, serve, sheet, sweep, trace, train, verify

_COMMANDS = (serve, train, sweep, trace, record, replay, verify, check, export, sheet, describe)
_EXIT_BAD_INPUT = 2
_MISSING = "--missing drop leaves such rows out, --missing mean takes the column's mean."
_ENCODING = "--encoding reads another: utf-16, windows-1252."


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; bad input ends with exit status 2 and says what is wrong on standard error."""
    prepare()
    options = parser().parse_args(_with_command(sys.argv[1:] if arguments is None else arguments))
    try:
        options.run(options)
    except BadInput as error:
        say(str(error))
        if hint := _hint(error):
            say(hint)
        sys.exit(_EXIT_BAD_INPUT)


def _hint(error: BadInput) -> str:
    """Say what can be done, where the words of a refusal do not."""
    if error.code == "unusable":
        return _MISSING
    return _ENCODING if error.code == "bad_encoding" and error.limit.get("of") == "CSV" else ""


def parser() -> argparse.ArgumentParser:
    """Make what reads the arguments: every command has added its own."""
    whole = argparse.ArgumentParser(prog="propscope", description=__doc__)
    whole.add_argument("--version", action="version", version=f"propscope {__version__}")
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add(commands)
    return whole


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Serve where no command is named: ``propscope --port 9000``."""
    about_all = ("-h", "--help", "--version")
    names_none = not arguments or (arguments[0].startswith("-") and arguments[0] not in about_all)
    return ["serve", *arguments] if names_none else list(arguments)
