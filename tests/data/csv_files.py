"""CSV files like those that people bring, made here: the same bytes every time."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from app.data import tables

RED_WINE_ROWS = 1599
RED_WINE_DAMAGED = {
    1360: "100333333333333.0",
    1363: "100333333333333.0",
    1440: "110666666666667.0",
    1442: "956666666666667.0",
    1476: "135666666666667.0",
    1515: "923333333333333.0",
}
"""Alcohol as a spreadsheet left it that took the decimal point for a mark of thousands, by row."""
RED_WINE_COLUMNS = {
    "fixed acidity": (4.6, 15.9),
    "volatile acidity": (0.12, 1.58),
    "citric acid": (0.0, 1.0),
    "residual sugar": (0.9, 15.5),
    "chlorides": (0.012, 0.611),
    "free sulfur dioxide": (1.0, 72.0),
    "total sulfur dioxide": (6.0, 289.0),
    "density": (0.99007, 1.00369),
    "pH": (2.74, 4.01),
    "sulphates": (0.33, 2.0),
    "alcohol": (8.4, 14.9),
}
"""With the range of each."""
RED_WINE_QUALITY = {3: 10, 4: 53, 5: 681, 6: 638, 7: 199, 8: 18}
TITANIC_ROWS, TITANIC_WITHOUT_AGE, TITANIC_WITHOUT_PORT = 891, 177, 2
PENGUINS_WITHOUT_NUMBERS = (4, 272)
PENGUINS_WITHOUT_SEX = (4, 9, 10, 11, 12, 48, 179, 219, 257, 269, 272)


def lines(rows: Sequence[Sequence[object]], apart: str = ",") -> bytes:
    """Write rows as they are, without quotes."""
    return "".join(apart.join(map(str, row)) + "\n" for row in rows).encode()


@cache
def red_wine() -> bytes:
    """Eleven measurements and a quality, split by semicolons, names in quotes; six cells are damaged."""
    random = np.random.default_rng(1)
    quality = random.permutation(np.repeat(list(RED_WINE_QUALITY), list(RED_WINE_QUALITY.values())))
    spread = random.beta(2, 5, (RED_WINE_ROWS, len(RED_WINE_COLUMNS)))
    spread[:, -1] = np.clip((quality - 3) / 8 + random.normal(0, 0.05, RED_WINE_ROWS), 0, 1)
    spread[0], spread[1] = 0.0, 1.0
    low, high = np.array(list(RED_WINE_COLUMNS.values())).T
    cells = [[f"{value:.6g}" for value in row] for row in low + spread * (high - low)]
    for row, damaged in RED_WINE_DAMAGED.items():
        cells[row - 1][-1] = damaged
    header = [f'"{name}"' for name in (*RED_WINE_COLUMNS, "quality")]
    return lines([header, *([*row, mark] for row, mark in zip(cells, quality, strict=True))], ";")


@cache
def titanic() -> bytes:
    """Passengers: names with commas in quotes, ages of which many are missing, cabins and tickets as text."""
    random = np.random.default_rng(2)
    without_age = set(random.choice(TITANIC_ROWS, TITANIC_WITHOUT_AGE, replace=False).tolist())
    rows: list[Sequence[object]] = [
        ["PassengerId", "Survived", "Pclass", "Name", "Sex", "Age", "SibSp", "Ticket", "Fare", "Embarked"]
    ]
    for number in range(TITANIC_ROWS):
        sex = "female" if random.random() < 0.35 else "male"
        survived = int(random.random() < (0.74 if sex == "female" else 0.19))
        port = "" if number in (61, 829) else "SCQ"[random.choice(3, p=(0.72, 0.19, 0.09))]
        name = f'"Passenger, Nr. {number} ""of {number % 7}"""'
        age = "" if number in without_age else f"{random.uniform(0.4, 80):.3g}"
        ticket, fare = f"A/{random.integers(10**6)}", f"{random.exponential(32):.4f}"
        row = (number + 1, survived, random.integers(1, 4), name, sex, age, number % 3, ticket, fare, port)
        rows.append(row)
    return lines(rows)


@cache
def penguins() -> bytes:
    """The shipped penguins with what is left out of them: two rows without numbers, and eleven's sex NA."""
    numbers, species = tables.rows("penguins")
    rows = [[name, *map("{:g}".format, row)] for name, row in zip(species, numbers.tolist(), strict=True)]
    for row in PENGUINS_WITHOUT_NUMBERS:
        rows.insert(row - 1, [rows[row - 2][0], *["NA"] * 4])
    sexes = ["NA" if row in PENGUINS_WITHOUT_SEX else ("male", "female")[row % 2] for row in range(1, 345)]
    header = [
        "species", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex", "year",
    ]  # fmt: skip
    return lines([header, *([*row, sex, 2007] for row, sex in zip(rows, sexes, strict=True))])
