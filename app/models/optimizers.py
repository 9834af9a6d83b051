"""An optimizer of PyTorch or Keras becomes the fields of one of ours, by the type's name and its settings."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..engine import BadInput

_Fields = dict[str, Any]
"""Of a specification's ``optimizer``."""

_TORCH: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "SGD": ("sgd", {}),
    "Adam": ("adam", {"eps": "epsilon"}),
    "AdamW": ("adamw", {"eps": "epsilon"}),
    "NAdam": ("nadam", {"eps": "epsilon"}),
    "RMSprop": ("rmsprop", {"alpha": "rho", "eps": "epsilon"}),
    "Adagrad": ("adagrad", {"eps": "epsilon"}),
}
"""By theirs: ours, and what theirs calls our constants."""
_PLAIN = {
    "weight_decay": 0,
    "dampening": 0,
    "maximize": False,
    "amsgrad": False,
    "centered": False,
    "lr_decay": 0,
    "momentum_decay": 0.004,
}
"""What ours has in no other way."""
_DECAYS = {"AdamW": 0.01}

_KERAS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "SGD": ("sgd", {}),
    "Adam": ("adam", {"beta_1": "beta_1", "beta_2": "beta_2", "epsilon": "epsilon"}),
    "RMSprop": ("rmsprop", {"rho": "rho", "epsilon": "epsilon"}),
    "Adagrad": ("adagrad", {"epsilon": "epsilon"}),
}
_KERAS_PLAIN = {
    "weight_decay": None,
    "clipnorm": None,
    "clipvalue": None,
    "global_clipnorm": None,
    "use_ema": False,
    "amsgrad": False,
    "centered": False,
    "initial_accumulator_value": 0.0,
}
_ELSEWHERE = (
    "optimizer: Keras adds ε of {} at another place of the formula, which shows where g is of its size"
)


def of_pytorch(optimizer: Any) -> _Fields:  # noqa: ANN401 - duck-typed
    """Read an optimizer with one group of parameters; raise ``BadInput`` for what ours has not."""
    kind, groups = type(optimizer).__name__, optimizer.param_groups
    if len(groups) != 1:
        raise BadInput("optimizer", f"{len(groups)} groups of parameters", "one group", "invalid")
    (group,) = groups
    ours, constants = _known(kind, _TORCH)
    _held(kind, group, {**_PLAIN, "weight_decay": _DECAYS.get(kind, 0)})
    fields = {"learning_rate": float(group["lr"]), **_constants(group, constants)}
    if "betas" in group:
        fields |= dict(zip(("beta_1", "beta_2"), map(float, group["betas"]), strict=True))
    if kind != "SGD":
        _held(kind, group, {"momentum": 0})
    return _moving(ours, fields, float(group.get("momentum", 0)), bool(group.get("nesterov")))


def of_keras(optimizer: Any) -> tuple[_Fields, Sequence[str]]:  # noqa: ANN401 - duck-typed
    """Read an optimizer, and give notes of what is otherwise; raise ``BadInput`` for what ours has not."""
    kind, settings = type(optimizer).__name__, optimizer.get_config()
    ours, constants = _known(kind, _KERAS)
    _held(kind, settings, _KERAS_PLAIN)
    try:
        rate = float(optimizer.learning_rate)
    except (TypeError, ValueError):
        raise BadInput(
            "optimizer.learning_rate", str(settings["learning_rate"]), ["number"], "wrong_type"
        ) from None
    if kind != "SGD":
        _held(kind, settings, {"momentum": 0.0})
    fields = {"learning_rate": rate, **_constants(settings, constants)}
    notes = [_ELSEWHERE.format(fields["epsilon"])] if "epsilon" in fields else []
    return _moving(ours, fields, float(settings.get("momentum") or 0), bool(settings.get("nesterov"))), notes


def _known(kind: str, table: Mapping[str, tuple[str, Mapping[str, str]]]) -> tuple[str, Mapping[str, str]]:
    if kind not in table:
        raise BadInput("optimizer", kind, list(table), "unknown_name")
    return table[kind]


def _held(kind: str, settings: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Hold settings to those that ours has; those that are not there are no matter."""
    for name, value in wanted.items():
        if settings.get(name, value) != value:
            limit = {"one_of": [str(value)], "when": None}
            raise BadInput(f"optimizer, {kind}, {name}", settings[name], limit, "mismatch")


def _constants(settings: Mapping[str, Any], names: Mapping[str, str]) -> _Fields:
    return {ours: float(settings[theirs]) for theirs, ours in names.items() if theirs in settings}


def _moving(ours: str, fields: _Fields, momentum: float, nesterov: bool) -> _Fields:
    """Tell plain gradient descent from that with momentum, which have one name there."""
    if ours == "sgd" and momentum:
        return {"kind": "nesterov" if nesterov else "momentum", **fields, "momentum": momentum}
    return {"kind": ours, **fields}
