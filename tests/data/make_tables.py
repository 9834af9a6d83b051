"""Write the shipped tables that others measured, from the packages that carry the numbers.

Needs scikit-learn and palmerpenguins, which the project does not: run it in an environment of its
own, ``python -m tests.data.make_tables``. The same packages give the same bytes.
"""

from collections.abc import Iterable
from typing import Any

from palmerpenguins import load_penguins
from sklearn.datasets import load_digits, load_iris, load_wine

from tests.data.vouching import written

UCI = "UCI Machine Learning Repository, https://doi.org/10.24432/"
CC_BY = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
CC0 = "CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/"


def main() -> None:
    """Write every table."""
    written(
        "iris",
        *iris(),
        source=f"R. A. Fisher (1936), Iris. {UCI}C56C76",
        licence=CC_BY,
        changes="The numbers of rows 35 and 38 are those of Fisher's paper.",
    )
    written(
        "penguins",
        *penguins(),
        source="K. Gorman, T. Williams, W. Fraser (2014), https://doi.org/10.1371/journal.pone.0090081; "
        "palmerpenguins by A. Horst, A. Hill, K. Gorman, https://doi.org/10.5281/zenodo.3960218",
        licence=CC0,
        changes="Two rows without measurements and the columns island, sex and year are left out.",
    )
    written(
        "wine",
        *wine(),
        source=f"S. Aeberhard, M. Forina (1991), Wine. {UCI}C5PC7J",
        licence=CC_BY,
        changes="None.",
    )
    written(
        "digits",
        *digits(),
        source=f"E. Alpaydin, C. Kaynak (1998), Optical Recognition of Handwritten Digits. {UCI}C50P49",
        licence=CC_BY,
        changes="Only the test half of the original is here.",
    )


def iris() -> tuple[list[str], Iterable[list[Any]]]:
    """Give Fisher's irises."""
    data = load_iris()
    return data.feature_names, labelled(data.data.tolist(), [data.target_names[i] for i in data.target])


def penguins() -> tuple[list[str], Iterable[list[Any]]]:
    """Give the four measurements of each penguin that has them."""
    columns = {
        "bill_length_mm": "bill length (mm)",
        "bill_depth_mm": "bill depth (mm)",
        "flipper_length_mm": "flipper length (mm)",
        "body_mass_g": "body mass (g)",
    }
    data = load_penguins().dropna(subset=list(columns))
    return list(columns.values()), labelled(data[list(columns)].to_numpy().tolist(), data["species"])


def wine() -> tuple[list[str], Iterable[list[Any]]]:
    """Give the thirteen measurements of each wine."""
    data = load_wine()
    names = [
        name.replace("_", " ").replace("od280/od315 of diluted wines", "OD280/OD315")
        for name in data.feature_names
    ]
    return names, labelled(data.data.tolist(), [f"cultivar {target + 1}" for target in data.target])


def digits() -> tuple[list[str], Iterable[list[Any]]]:
    """Give the 8×8 images, row by row, top left first."""
    data = load_digits()
    names = [f"pixel {row},{column}" for row in range(1, 9) for column in range(1, 9)]
    return names, labelled(data.data.tolist(), [str(target) for target in data.target])


def labelled(rows: list[list[float]], classes: Iterable[str]) -> Iterable[list[Any]]:
    """Put each row's class last, and write whole numbers without a point."""
    for row, name in zip(rows, classes, strict=True):
        yield [int(value) if value == int(value) else value for value in row] + [name]


if __name__ == "__main__":
    main()
