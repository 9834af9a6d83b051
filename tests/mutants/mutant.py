"""One wrong line: where it goes, and which tests are to fail for it."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Mutant:
    """``right``, once in ``file``, becomes ``wrong``; ``tests`` are paths for pytest or Node."""

    name: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]

    def fault(self) -> str | None:
        """Say why the mutant cannot be made; None where it can."""
        path = ROOT / self.file
        if not path.is_file():
            return f"{self.file} is not there"
        found = path.read_text().count(self.right)
        return None if found == 1 else f"{self.file} has {self.right!r} {found} times"

    def put_into(self, tree: Path) -> None:
        """Write the wrong line into a copy of the program."""
        path = tree / self.file
        path.write_text(path.read_text().replace(self.right, self.wrong))
