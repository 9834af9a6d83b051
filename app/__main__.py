"""``python -m app`` is ``propscope``."""

import signal


def main() -> None:
    """Run the command line; Ctrl-C ends it at once and quietly, even while it is still being read."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from .cli import main as run

    run()


if __name__ == "__main__":
    main()
