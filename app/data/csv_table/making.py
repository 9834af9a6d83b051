"""The rows of a CSV file become the table of a specification, with a network that suits it."""

from typing import Any

import msgspec
import numpy as np

from ...engine.checking import decode
from ...engine.refusal import BadInput
from ...engine.spec import DataSpec, Spec
from ..features import Floats
from ..own_table import KIND
from ..suggestions import a_value, one_of_many, yes_or_no
from .cells import named
from .choices import TableChoices
from .deciding import Decided, Plan, plan
from .problems import problem
from .reading import Sheet

_UNITS = 16
_LEARNING_RATE = 0.01
_BATCH_SIZE = 16


def specified(sheet: Sheet, choices: TableChoices) -> Spec:
    """Make a specification of a file's rows; raise ``BadInput`` where they cannot be used as they are."""
    planned = plan(sheet, choices)
    if refusal := problem(planned):
        raise refusal
    if not planned.targets:
        raise BadInput("target", "nothing", list(sheet.columns), "unknown_name")
    return msgspec.structs.replace(suited(planned), data=_data(planned))


def suited(planned: Plan) -> Spec:
    """Begin with one hidden layer, and the output and loss that go with the target."""
    fitting = a_value
    if planned.aim == "classes":
        fitting = yes_or_no if len(planned.targets[0].values[0]) == 2 else one_of_many
    fields: dict[str, Any] = fitting(
        KIND, _UNITS, optimizer="adam", learning_rate=_LEARNING_RATE, batch_size=_BATCH_SIZE
    )
    del fields["data"]
    return decode(msgspec.json.encode(fields), Spec)


def encoded(column: Decided, planned: Plan) -> Floats:
    """Give what one column becomes (rows kept, its inputs): itself, or a 1 at the category of each row.

    NaN where there is no value, and it is not to be the mean.
    """
    absent = column.unusable[planned.kept]
    if column.kind == "number":
        made = column.profile.numbers[planned.kept][:, None].copy()
    else:
        names, which = column.values
        made = (which[planned.kept][:, None] == np.arange(len(names))).astype(np.float64)
    fill = planned.choices.missing == "mean" and not absent.all()
    made[absent] = made[~absent].mean(axis=0) if fill else np.nan
    return made


def _data(planned: Plan) -> DataSpec:
    x = _inputs(planned)
    numbers = tuple(each.name for each in planned.inputs if each.kind == "number")
    names = tuple(name for each in planned.inputs for name in each.names)
    classes = planned.aim == "classes"
    return DataSpec(
        kind=KIND,
        train_fraction=planned.choices.train_fraction,
        x=tuple(map(tuple, x.tolist())),
        y=tuple(map(tuple, _targets(planned).tolist())),
        standardize=planned.choices.standardize and (len(numbers) == len(names) or numbers or False),
        standardize_y=not classes,
        label=named(planned.sheet.name) or None,
        x_names=names,
        y_names=tuple(each.name for each in planned.targets),
        classes=tuple(planned.targets[0].classes) if classes else None,
    )


def _inputs(planned: Plan) -> Floats:
    """Give the inputs (rows kept, inputs); the columns side by side."""
    return np.hstack([encoded(column, planned) for column in planned.inputs])


def _targets(planned: Plan) -> Floats:
    """Give the targets (rows kept, targets): values, or the number of each row's class."""
    kept = planned.kept
    if planned.aim == "classes":
        return planned.targets[0].values[1][kept][:, None].astype(np.float64)
    return np.column_stack([target.profile.numbers[kept] for target in planned.targets])
