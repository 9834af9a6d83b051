"""Vouch for the tables of sentences, written by hand: ``python -m tests.data.vouch_for_texts``."""

from tests.data.vouching import OURS, vouch

HERE = "written for propscope"


def main() -> None:
    """Write the manifest's entries."""
    vouch(
        "sentiment",
        source=HERE,
        licence=OURS,
        changes="None. Most things that are praised are complained of in another sentence.",
    )
    vouch(
        "language",
        source=HERE,
        licence=OURS,
        changes="None. Some sentences of one language say what some of another say.",
    )


if __name__ == "__main__":
    main()
