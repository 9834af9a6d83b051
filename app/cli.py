"""The command line: serve the page, train without one, or trace every propagation."""

import argparse
import codecs
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any, TypeVar

from . import __version__
from .engine import BadInput, Spec, read_spec
from .settings import DEFAULT_PORT, Settings
from .streams import prepare, results, say
from .web.address import origin, public_url

Number = TypeVar("Number", int, float)

_EXIT_BAD_INPUT = 2
_SPEC = "SPEC.json"
_PUBLIC_URL = "PROPSCOPE_PUBLIC_URL"
_MOST_SPEC_BYTES = 64 * 2**20


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; bad input ends with exit status 2 and says what is wrong on standard error."""
    prepare()
    options = _parser().parse_args(_with_command(sys.argv[1:] if arguments is None else arguments))
    try:
        options.run(options)
    except BadInput as error:
        say(str(error))
        sys.exit(_EXIT_BAD_INPUT)


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Serve where no command is named: ``propscope --port 9000``."""
    about_all = ("-h", "--help", "--version")
    names_none = not arguments or (arguments[0].startswith("-") and arguments[0] not in about_all)
    return ["serve", *arguments] if names_none else list(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="propscope", description=__doc__)
    parser.add_argument("--version", action="version", version=f"propscope {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_add_serve, _add_train, _add_trace):
        add(commands)
    return parser


def _add_serve(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    defaults = Settings()
    serve = commands.add_parser("serve", help="serve the page (what happens without a command)")
    serve.add_argument(
        "--host",
        type=_host,
        default=defaults.host,
        help="address to listen at (%(default)s); 0.0.0.0 lets other machines in",
    )
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT, help="0 is any free port (%(default)s)")
    serve.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="another name browsers know this server by",
    )
    serve.add_argument(
        "--public-url",
        type=_address(public_url),
        default=os.environ.get(_PUBLIC_URL, ""),
        metavar="URL",
        help=f"where visitors see it behind a proxy: https://learn.example.org/nets ({_PUBLIC_URL})",
    )
    serve.add_argument(
        "--embed-from",
        type=_address(origin),
        action="extend",
        nargs="+",
        default=[],
        metavar="ORIGIN",
        help="another site whose pages may show this one inside them",
    )
    serve.add_argument(
        "--modules", action="store_true", help="serve the page's modules one by one, to work on them"
    )
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    serve.set_defaults(run=_serve)


def _add_train(commands: Any) -> None:  # noqa: ANN401
    train = commands.add_parser("train", help="train a specification and print how well it does")
    train.add_argument("spec", metavar=_SPEC, help="the specification; - is standard input")
    train.add_argument(
        "--epochs", type=_positive, default=100, metavar="N", help="epochs at most (%(default)s)"
    )
    train.add_argument(
        "--until-accuracy",
        type=_fraction,
        metavar="A",
        help="stop when training and test rows reach it, 0 to 1",
    )
    train.add_argument("--json", action="store_true", help="print one JSON object")
    train.set_defaults(run=_train)


def _add_trace(commands: Any) -> None:  # noqa: ANN401
    trace = commands.add_parser("trace", help="print every propagation as JSON Lines")
    trace.add_argument("spec", metavar=_SPEC, help="the specification; - is standard input")
    trace.add_argument("--steps", type=_positive, default=100, metavar="N", help="propagations (%(default)s)")
    trace.set_defaults(run=_trace)


def _serve(options: argparse.Namespace) -> None:
    # Only serving needs the web stack, and it takes most of the start-up time.
    from .web.listen import serve

    names = (*Settings().allowed_hosts, options.host, *options.allow_host)
    settings = Settings(
        host=options.host,
        port=options.port,
        allowed_hosts=names,
        public_url=options.public_url,
        embed_from=tuple(options.embed_from),
        modules=options.modules,
    )
    serve(settings, open_browser=not options.no_browser)


def _train(options: argparse.Namespace) -> None:
    from .reports import report_training

    with results():
        report_training(
            _read_spec(options.spec), options.epochs, options.until_accuracy, as_json=options.json
        )


def _trace(options: argparse.Namespace) -> None:
    from .reports import report_trace

    with results():
        report_trace(_read_spec(options.spec), options.steps)


def _read_spec(name: str) -> Spec:
    try:
        with _opened(name) as file:
            text = file.read(_MOST_SPEC_BYTES + 1)
    except OSError as error:
        raise BadInput(_SPEC, name, error.strerror, "unreadable") from None
    if len(text) > _MOST_SPEC_BYTES:
        raise BadInput(_SPEC, name, _MOST_SPEC_BYTES, "too_many_bytes")
    try:
        return read_spec(text.removeprefix(codecs.BOM_UTF8))
    except BadInput as error:
        raise (
            error if error.field else error.under("standard input" if name == "-" else Path(name).name)
        ) from None


def _opened(name: str) -> AbstractContextManager[IO[bytes]]:
    if name != "-":
        return Path(name).open("rb")
    if sys.stdin is None:
        raise BadInput(_SPEC, name, "there is no standard input", "unreadable")
    return nullcontext(sys.stdin.buffer)


def _host(text: str) -> str:
    """Take an address with brackets, as it stands in a URL, for the address."""
    return text[1:-1] if text.startswith("[") and text.endswith("]") else text


def _address(checked: Callable[[str], str]) -> Callable[[str], str]:
    """Have an address checked; an empty one is none."""

    def check(text: str) -> str:
        try:
            return checked(text) if text else ""
        except ValueError as wanted:
            raise argparse.ArgumentTypeError(f"should be {wanted}, got {text}") from None

    return check


def _port(text: str) -> int:
    return _bounded(text, int, 0, 65_535)


def _positive(text: str) -> int:
    return _bounded(text, int, 1, 10**9)


def _fraction(text: str) -> float:
    return _bounded(text, float, 0.0, 1.0)


def _bounded(text: str, kind: type[Number], low: Number, high: Number) -> Number:
    try:
        value = kind(text)
        if low <= value <= high:
            return value
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"should be a number from {low} to {high}, got {text}")
