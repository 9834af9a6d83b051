"""Write a shipped table, and the manifest's entry that vouches for it."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

TABLES = Path(__file__).resolve().parents[2] / "app" / "data" / "tables"
MANIFEST = TABLES / "MANIFEST.json"
OURS = "MIT, as propscope"


def written(kind: str, columns: Sequence[str], rows: Iterable[list[Any]], **told: str) -> None:
    """Write one table, each row's class last, and its entry: source, licence, changes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*columns, "class"])
    writer.writerows(rows)
    (TABLES / f"{kind}.csv").write_bytes(text.getvalue().encode())
    vouch(kind, **told)


def vouch(kind: str, **told: str) -> None:
    """Write the entry of a table that is there; what else belongs to it is vouched for, too."""
    entries = json.loads(MANIFEST.read_text("utf-8"))
    content = (TABLES / f"{kind}.csv").read_bytes()
    entry = dict(told, rows=content.count(b"\n") - 1, sha256=hashlib.sha256(content).hexdigest())
    sounds = TABLES / f"{kind}.adpcm"
    if sounds.is_file():
        entry["sounds_sha256"] = hashlib.sha256(sounds.read_bytes()).hexdigest()
    text = json.dumps(entries | {kind: entry}, indent=2, ensure_ascii=False)
    MANIFEST.write_text(text + "\n", encoding="utf-8")
