"""``propscope serve``: the page, on its own example or on what is named."""

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..engine import BadInput, Spec
from ..playback.recorded import Recorded
from ..rooms.codes import CODE_WORDS, code_of, new_code
from ..settings import DEFAULT_PORT, EVERYWHERE, Settings, own_folder
from ..web.address import origin, public_url
from .arguments import port, positive
from .csv_options import FILE, add_network, add_reading, refuse_options, spec_of
from .model_options import add_model, take_data, with_model

_PUBLIC_URL = "PROPSCOPE_PUBLIC_URL"
_SECRET = "PROPSCOPE_SECRET"  # noqa: S105 - where it is, not what it is
_SHORTEST_SECRET = 16
_STORE, _NO_STORE = "runs.sqlite", "none"
_ENGINES = ("redis", "rediss", "unix")


def add(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command."""
    serve = commands.add_parser("serve", help="serve the page (what happens without a command)")
    serve.add_argument("file", nargs="?", metavar=FILE, help="what rooms begin with; an example if none")
    add_serving(serve)
    add_model(serve)
    add_reading(serve)
    add_network(serve)
    serve.set_defaults(run=_run)


def add_serving(serve: argparse.ArgumentParser) -> None:
    """Add the options that say where and to whom the page is served."""
    defaults = Settings()
    serve.add_argument(
        "--host",
        type=_host,
        help=f"address to listen at ({defaults.host}); {EVERYWHERE[0]} lets other machines in",
    )
    serve.add_argument("--port", type=port, default=DEFAULT_PORT, help="0 is any free port (%(default)s)")
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
    serve.add_argument(
        "--room", type=_code, metavar="CODE", help="open a room for a class, which comes in by this code"
    )
    serve.add_argument(
        "--classroom",
        action="store_true",
        help=f"hold a class: listen at {EVERYWHERE[0]}, open a room, say how a class and its teacher come in",
    )
    serve.add_argument(
        "--store",
        metavar="FILE",
        help=f"keep runs in this file ({own_folder() / _STORE}); {_NO_STORE}: they end with the server",
    )
    serve.add_argument(
        "--workers", type=positive, default=1, metavar="N", help="processes that share the work (%(default)s)"
    )
    serve.add_argument(
        "--engine",
        type=_engine,
        metavar="URL",
        help="Redis or Valkey server by which processes meet (redis://…); our own where there are several",
    )
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")


def _run(options: argparse.Namespace) -> None:
    serve_with(options, lambda: _begin_with(options))


def serve_with(options: argparse.Namespace, what: Callable[[], Spec | Recorded | None]) -> None:
    """Serve the page; rooms begin with what is read once it is known that the page can be served."""
    # Only serving needs the web stack, and it takes most of the start-up time.
    from ..web.listen import serve
    from ..workers.supervisor import refuse

    settings = settings_of(options)
    if settings.workers > 1 or settings.engine:
        refuse(settings)
    serve(settings, open_browser=not options.no_browser, begin_with=what())


def settings_of(options: argparse.Namespace) -> Settings:
    """Give the settings that the options ask for; those of a class let others in, to a room with a code."""
    usual = Settings()
    host = options.host or (EVERYWHERE[0] if options.classroom else usual.host)
    return replace(
        usual,
        host=host,
        port=options.port,
        allowed_hosts=(*usual.allowed_hosts, host, *options.allow_host),
        public_url=options.public_url,
        embed_from=tuple(options.embed_from),
        modules=options.modules,
        store=_store(options),
        room=options.room or (new_code(()) if options.classroom else ""),
        secret=_secret(os.environ.get(_SECRET, "")),
        workers=options.workers,
        engine=options.engine or "",
    )


def _begin_with(options: argparse.Namespace) -> Spec | None:
    """Read what rooms begin with, and begin it once, to refuse what no room could."""
    take_data(options)
    if options.file is None:
        refuse_options(options)
        return None
    from ..playback.session import Session
    from ..reports import note

    if options.model is not None:
        spec = with_model(options)
        Session(spec)
        return spec
    spec, description = spec_of(options)
    Session(spec)
    if description:
        note(description)
    return spec


def _secret(text: str) -> bytes:
    """Take the secret by which links are signed: nobody may guess it."""
    if 0 < len(text) < _SHORTEST_SECRET:
        raise BadInput(_SECRET, f"{len(text)} letters", _SHORTEST_SECRET, "too_short")
    return text.encode()


def _store(options: argparse.Namespace) -> Path | None:
    """Give where runs are kept; several processes keep them in the server through which they meet."""
    shared = options.workers > 1 or options.engine
    if options.store and options.store != _NO_STORE and shared:
        raise BadInput("store", options.store, f"{_NO_STORE}, with --workers or --engine", "invalid")
    if options.store == _NO_STORE or shared:
        return None
    return Path(options.store) if options.store else own_folder() / _STORE


def _code(text: str) -> str:
    """Take the code of a class, in capitals or not."""
    if code := code_of(text):
        return code
    raise argparse.ArgumentTypeError(f"should be {CODE_WORDS}, got {text}")


def _engine(text: str) -> str:
    """Take the address of a Redis or Valkey server."""
    scheme, _, place = text.partition("://")
    if scheme in _ENGINES and place:
        return text
    raise argparse.ArgumentTypeError(f"should be {', '.join(f'{each}://…' for each in _ENGINES)}, got {text}")


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
