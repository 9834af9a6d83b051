"""What a bench is asked for at the command line: which of its parts, and whether a first look will do."""

import argparse
from collections.abc import Callable, Mapping
from typing import TypeVar

Extent = TypeVar("Extent")


def print_rows(
    parser: argparse.ArgumentParser,
    parts: Mapping[str, Callable[[Extent], list[str]]],
    whole: Extent,
    quick: Extent,
    adapt: Callable[[Extent, argparse.Namespace], Extent] = lambda extent, _: extent,
) -> None:
    """Print the rows of the parts asked for, each as soon as it is there; all of them where none is named."""
    parser.add_argument("--quick", action="store_true", help="less of everything: a first look")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only some of {', '.join(parts)}")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    extent = adapt(quick if options.quick else whole, options)
    for name in options.parts or parts:
        print(*parts[name](extent), "", sep="\n", flush=True)
