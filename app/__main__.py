"""``python -m app`` is ``propscope``."""

from .cli import main

if __name__ == "__main__":
    main()
