"""How sentences are read and counted, for tests of the page: ``python -m tests.reading_sentences``.

Reads a JSON list of sentences from its input; writes for each reading its vocabulary, what is passed over,
and of each sentence the parts and the counts.
"""

import json
import sys

from app.data import DATASETS, text


def main() -> None:
    """Answer with the sets of sentences that are shipped."""
    asked = json.load(sys.stdin)
    json.dump({kind: read(kind, asked) for kind in ("sentiment", "language")}, sys.stdout)


def read(kind: str, asked: list[str]) -> dict[str, object]:
    """Read the sentences asked for, and those that the set has."""
    record = DATASETS[kind]
    assert record.said, "made of sentences"
    way = record.said.way
    assert way != "sound", "made of sentences"
    sentences = [*asked, *record.said.texts()]
    return {
        "way": way,
        "names": record.inputs,
        "unread": sorted(record.said.unread),
        "sentences": sentences,
        "parts": [text.READINGS[way](sentence) for sentence in sentences],
        "counts": text.counts(sentences, record.inputs, way).tolist(),
    }


if __name__ == "__main__":
    main()
