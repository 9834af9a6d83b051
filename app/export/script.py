"""A run as one self-contained script."""

from .program import program
from .trained import Trained


def numpy_script(run: Trained) -> str:
    """Write the script: NumPy is all that it needs; it prints what ``propscope train --json`` prints."""
    title = '"""A run of propscope in NumPy: prints the losses that `propscope train --json` prints."""'
    first, *others = program(run)
    parts = [f"# {section.title}\n\n{section.code}" for section in others]
    return "\n\n\n".join([f"{title}\n\n{first.code}", *parts]) + "\n"
