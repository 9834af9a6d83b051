"""What is varied: how it is written, what it makes of a specification, and what is refused."""

import msgspec
import pytest

from app.engine import BadInput, Spec, read_spec
from app.engine.spec import HiddenSpec
from app.sweeps import MOST_RUNS, Varied, combinations, read_varied, with_values


@pytest.mark.parametrize(
    ("text", "path", "values"),
    [
        ("seed=1..4", "seed", (1, 2, 3, 4)),
        ("seed = 3..3", "seed", (3,)),
        ("optimizer.learning_rate=0.01,0.03, 1", "optimizer.learning_rate", (0.01, 0.03, 1)),
        ("initializer=glorot_uniform,he_normal", "initializer", ("glorot_uniform", "he_normal")),
        ("use_biases=true,false", "use_biases", (True, False)),
        ('hidden=[{"units": 4}],[]', "hidden", ([{"units": 4}], [])),
    ],
)
def test_a_field_and_its_values_are_read(text, path, values):
    assert read_varied(text) == Varied(path, values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("seed", "message: should be valid (a field and its values: seed=1..20"),
        ("=1", "message: should be valid (a field"),
        ("seed=", "seed: should be at least 1 long, got nothing"),
        ("seed=5..1", "seed: should be at least 5, got 5..1"),
        ("seed=1..1001", f"seed: should be at most {MOST_RUNS} long, got 1..1001"),
        ("seed=1,2,1", "seed: should be named only once, got 1"),
    ],
)
def test_what_cannot_be_read_is_refused_with_field_value_and_bound(text, said):
    with pytest.raises(BadInput) as refused:
        read_varied(text)

    assert str(refused.value).startswith(said)


def test_every_choice_of_one_value_each_is_a_run_and_the_last_varies_first():
    varied = [Varied("seed", (1, 2)), Varied("hidden.1.units", (3, 5))]

    chosen = combinations(Spec(), varied)

    assert [tuple(values.values()) for values in chosen] == [(1, 3), (1, 5), (2, 3), (2, 5)]
    assert [tuple(values) for values in chosen] == [("seed", "hidden.1.units")] * 4


def test_a_value_takes_the_place_of_what_the_specification_says_and_nothing_else_changes():
    spec = Spec(batch_size=4)

    made = with_values(spec, {"seed": 3, "hidden.1.activation": "relu", "optimizer.kind": "adam"})

    expected = read_spec(
        b'{"batch_size": 4, "seed": 3, "optimizer": {"kind": "adam"},'
        b' "hidden": [{"units": 4}, {"units": 2, "activation": "relu"}]}'
    )
    assert made == expected


def test_what_only_goes_together_may_be_varied_together():
    together = {"loss": "binary_cross_entropy", "output_activation": "sigmoid"}
    spec = with_values(Spec(), together)

    assert (spec.loss, spec.output_activation) == tuple(together.values())


def test_all_layers_are_a_value_too():
    assert with_values(Spec(), {"hidden": [{"units": 7}]}).hidden == (HiddenSpec(7),)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("seed", -1, "seed: should be at least 0, got -1"),
        ("seed", "a", 'seed: should be a whole number, got "a"'),
        ("optimizer.learning_rate", 0, "optimizer.learning_rate: should be more than 0, got 0"),
        ("optimizer.learning_rate", float("inf"), "optimizer.learning_rate: should be a finite number"),
        ("hidden.0.units", 129, "hidden.0.units: should be at most 128, got 129"),
        ("hidden.2.units", 3, "hidden.2: should be one of 0, 1, got 2"),
        ("hidden.one.units", 3, "hidden.one: should be one of 0, 1, got one"),
        ("optimizer.momentum", 0.5, "optimizer.momentum: should be left out when kind is sgd"),
        ("optimiser.kind", "sgd", "optimiser: should be one of data, inputs"),
        ("seed.x", 3, "seed.x: should be left out (there is no such field)"),
        ("parameters.0.b", [1], "parameters.0: should be left out"),
        ("initializer", "heaven", "initializer: should be one of"),
        ("data.kind", "moon", "data.kind: should be one of"),
        ("", 1, "message: should be one of data"),
    ],
)
def test_a_value_that_cannot_be_is_refused_before_anything_runs(path, value, said):
    with pytest.raises(BadInput) as refused:
        combinations(Spec(), [Varied(path, (value,))])

    assert str(refused.value).startswith(said)


def test_a_field_is_varied_once():
    with pytest.raises(BadInput, match="seed: should be named only once"):
        combinations(Spec(), [Varied("seed", (1,)), Varied("seed", (2,))])


def test_runs_are_bounded_whatever_they_are_made_of():
    seeds, rates = Varied("seed", tuple(range(100))), Varied("batch_size", tuple(range(1, 12)))

    with pytest.raises(BadInput, match="should be at most 1000, got 1100 runs"):
        combinations(Spec(), [seeds, rates])


def test_rows_of_ones_own_are_kept_as_they_are():
    x = tuple((float(number), 1.0) for number in range(8))
    own = {"kind": "table", "x": x, "y": [[number % 2] for number in range(8)], "train_fraction": 0.5}
    spec = read_spec(msgspec.json.encode({"data": own}))

    made = with_values(spec, {"data.seed": 5, "seed": 1})

    assert made.data.x is spec.data.x
    assert (made.data.seed, made.seed) == (5, 1)
