"""What is likely wrong: one record for each mistake, in one table, the likelier of two that look alike first.

A mistake puts a wrong rule in a right one's place, and the mini-batch is made with it: where that makes a
learner's numbers, the mistake is theirs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..engine.activations import ACTIVATIONS, Activation
from ..engine.losses import LOSSES, Loss
from ..engine.network import Network
from ..engine.recorded import Function
from . import wrong_rules as wrong
from .passes import Wrong


@dataclass(frozen=True)
class Mistake:
    """One mistake: ``rules`` are those that ``wrong`` takes the place of (see ``passes.RULES``)."""

    name: str
    words: str
    """What the learner does, and what is right."""
    rules: tuple[str, ...]
    wrong: Function
    when: Callable[[Network], bool] = lambda network: True
    of: str = ""
    """The activation whose layers it is in; of any, where there is none."""


def _averages(network: Network) -> bool:
    return network.reduction.name == "mean"


def _sums(network: Network) -> bool:
    return not _averages(network)


def _optimizes(*names: str) -> Callable[[Network], bool]:
    return lambda network: network.optimizer.name in names


def _penalizes(network: Network) -> bool:
    return network.penalty.gradient is not None


def _drops(network: Network) -> bool:
    return any(network.dropout)


def _loses(name: str) -> Callable[[Network], bool]:
    return lambda network: network.loss.name == name


def _activates_otherwise(activation: Activation) -> Callable[[Network], bool]:
    return lambda network: {activation} != set(network.activations)


def _loses_otherwise(loss: Loss) -> Callable[[Network], bool]:
    return lambda network: network.loss is not loss


_W, _B = ("reduction w",), ("reduction b",)
_SUMMED = "the rows are added up where their mean is wanted: 1/m is missing"
_TWICE = "1/m is taken once more: the rows' sum is divided by m twice"
_SHARED = "the rows are averaged where the specification wants their sum (batch_reduction): 1/m is too much"

_FORWARD = (
    Mistake("bias_left_out", "the bias is left out of z", ("forward",), wrong.bias_left_out),
    Mistake(
        "weights_turned",
        "the weights are transposed: z takes the rows of W where its columns are meant",
        ("forward",),
        wrong.weights_turned,
    ),
    Mistake("mask_left_out", "the dropout mask is left out of a", ("mask",), wrong.mask_left_out, _drops),
    Mistake(
        "mask_not_scaled",
        "what dropout leaves is not scaled: it is divided by 1 − p, here while training",
        ("mask",),
        wrong.mask_of_ones,
        _drops,
    ),
    Mistake("not_activated", "the activation is left out: a is z", ("activation",), wrong.not_activated),
)
_LOSS = (
    Mistake(
        "sum_for_mean",
        "the samples' losses are added up where their mean is wanted: 1/m is missing",
        ("batch loss",),
        wrong.summed,
        _averages,
    ),
    Mistake(
        "mean_for_sum",
        "the samples' losses are averaged where the specification wants their sum (batch_reduction)",
        ("batch loss",),
        wrong.averaged,
        _sums,
    ),
    Mistake("averaged_twice", "1/m is taken once more", ("batch loss",), wrong.averaged_twice, _averages),
    Mistake(
        "half_left_out",
        "the ½ of this squared error is left out",
        ("loss",),
        wrong.whole_squared_error,
        _loses("squared_error"),
    ),
    Mistake(
        "shared_among_outputs",
        "the error is averaged over the outputs where this loss adds them up",
        ("loss",),
        wrong.squared_error_shared,
        _loses("squared_error"),
    ),
)
_BACKWARD = (
    Mistake(
        "sign",
        "the sign is wrong: y − a where a − y is meant",
        ("loss slope", "output delta"),
        wrong.target_less_output,
    ),
    Mistake(
        "slope_left_out",
        "the activation's slope is left out: δ = ∂ℓ/∂a · f′(z)",
        ("delta",),
        wrong.slope_left_out,
    ),
    Mistake(
        "slope_left_in",
        "the activation's slope is taken in, but it cancels against this loss: δ = a − y",
        ("output delta",),
        wrong.slope_left_in,
    ),
    Mistake(
        "mask_left_out_back",
        "the dropout mask is left out on the way back: it is that of the forward pass",
        ("mask back",),
        wrong.mask_left_out,
        _drops,
    ),
    Mistake(
        "mask_not_scaled_back",
        "on the way back the dropout mask is not scaled: it is 0 or 1 / (1 − p), as in the forward pass",
        ("mask back",),
        wrong.mask_of_ones,
        _drops,
    ),
    Mistake("delta_negated", "the sign of δ is wrong", ("delta",), wrong.delta_negated),
    Mistake(
        "updated_weights",
        "weights that are updated already are used: the error goes back through those of the forward pass",
        ("blame",),
        wrong.blame_by_updated_weights,
    ),
    Mistake(
        "blame_turned",
        "the next layer's weights are transposed on the way back",
        ("blame",),
        wrong.blame_by_turned_weights,
    ),
    Mistake(
        "a_neighbours_delta",
        "the next layer's δ are taken in another order than its weights",
        ("blame",),
        wrong.blame_by_a_neighbour,
    ),
    Mistake(
        "slope_doubled",
        "the loss's slope is doubled: this loss has a ½, which the 2 cancels",
        ("loss slope",),
        wrong.twice_output_less_target,
        _loses("squared_error"),
    ),
    Mistake(
        "slope_shared",
        "the loss's slope is averaged over the outputs where this loss adds them up",
        ("loss slope",),
        wrong.shared_among_outputs,
        _loses("squared_error"),
    ),
    Mistake(
        "slope_not_held",
        "the loss's slope is a − y however far apart they are: this loss holds it to −1 … 1",
        ("loss slope",),
        wrong.output_less_target,
        _loses("huber"),
    ),
    Mistake(
        "another_losss_slope",
        "the loss's slope is a − y: that is another loss's",
        ("loss slope",),
        wrong.output_less_target,
    ),
    Mistake(
        "jacobian_of_its_diagonal",
        "softmax's slope is taken as a(1 − a), without what one unit does to the others",
        ("delta",),
        wrong.jacobian_of_its_diagonal,
        of="softmax",
    ),
)
_GRADIENT = (
    Mistake("sum_for_mean", _SUMMED, _W + _B, wrong.summed, _averages),
    Mistake("sum_for_mean", f"{_SUMMED} (weights)", _W, wrong.summed, _averages),
    Mistake("sum_for_mean", f"{_SUMMED} (biases)", _B, wrong.summed, _averages),
    Mistake("averaged_twice", _TWICE, _W + _B, wrong.averaged_twice, _averages),
    Mistake("averaged_twice", f"{_TWICE} (weights)", _W, wrong.averaged_twice, _averages),
    Mistake("averaged_twice", f"{_TWICE} (biases)", _B, wrong.averaged_twice, _averages),
    Mistake("mean_for_sum", _SHARED, _W + _B, wrong.averaged, _sums),
    Mistake("mean_for_sum", f"{_SHARED} (weights)", _W, wrong.averaged, _sums),
    Mistake("mean_for_sum", f"{_SHARED} (biases)", _B, wrong.averaged, _sums),
    Mistake(
        "input_left_out",
        "what came in is left out of the weights' gradient: it is that times δ",
        ("gradient",),
        wrong.input_left_out,
    ),
    Mistake(
        "biases_of_the_first_row",
        "the biases' gradient is of the first sample only: δ is to be taken over all of them",
        ("gradient",),
        wrong.biases_of_the_first_row,
    ),
    Mistake(
        "biases_of_the_mean_unit",
        "the biases' gradient is added up over the units too: each unit has its own",
        ("gradient",),
        wrong.biases_of_the_mean_unit,
    ),
)
_UPDATE = (
    Mistake("uphill", "the sign is wrong: the update goes up the gradient", ("update",), wrong.uphill),
    Mistake("not_updated", "nothing is updated yet", ("update",), wrong.not_updated),
    Mistake("rate_left_out", "the learning rate is left out", ("optimizer",), wrong.rate_left_out),
    Mistake(
        "no_penalty", "the penalty is left out of the update", ("penalty",), wrong.no_penalty, _penalizes
    ),
    Mistake(
        "penalty_negated",
        "the penalty's sign is wrong: it is added to the gradient",
        ("penalty",),
        wrong.penalty_negated,
        _penalizes,
    ),
    Mistake("penalty_doubled", "the penalty is doubled", ("penalty",), wrong.penalty_doubled, _penalizes),
    Mistake(
        "penalty_by_the_row",
        "the penalty is divided by m: it joins each mini-batch once",
        ("penalty",),
        wrong.penalty_by_the_row,
        _penalizes,
    ),
    Mistake(
        "penalty_on_biases", "biases are penalized too", ("penalty",), wrong.penalty_on_biases, _penalizes
    ),
    Mistake(
        "average_velocity",
        "the velocity is a moving average: the gradient joins it whole",
        ("optimizer",),
        wrong.average_velocity,
        _optimizes("momentum"),
    ),
    Mistake(
        "no_look_ahead",
        "this is plain momentum: Nesterov's looks one step ahead",
        ("optimizer",),
        wrong.no_look_ahead,
        _optimizes("nesterov"),
    ),
    Mistake(
        "inside_the_root",
        "ε is inside the root",
        ("optimizer",),
        wrong.rmsprop_inside_the_root,
        _optimizes("rmsprop"),
    ),
    Mistake(
        "another_decay",
        "ρ is 0.9 where 0.99 is meant",
        ("optimizer",),
        wrong.rmsprop_of_nine_tenths,
        _optimizes("rmsprop"),
    ),
    Mistake(
        "uncorrected",
        "the moving means are not corrected for having begun at 0",
        ("optimizer",),
        wrong.adam_uncorrected,
        _optimizes("adam"),
    ),
    Mistake(
        "counting_from_two",
        "the updates are counted from 2: the first is t = 1",
        ("optimizer",),
        wrong.adam_counting_from_two,
        _optimizes("adam"),
    ),
    Mistake(
        "inside_the_root",
        "ε is inside the root",
        ("optimizer",),
        wrong.adam_inside_the_root,
        _optimizes("adam"),
    ),
    Mistake(
        "decay_in_the_gradient",
        "the decay is in the gradient: AdamW takes it from the weights themselves",
        ("optimizer",),
        wrong.adamw_coupled,
        _optimizes("adamw"),
    ),
    Mistake(
        "plain_descent",
        "this is plain gradient descent, not the optimizer that is asked for",
        ("optimizer",),
        wrong.plain_descent,
        lambda network: network.optimizer.name != "sgd",
    ),
)
_WORDS_OF_SLOPES = (
    ("sigmoid", "a, where a(1 − a) is meant", wrong.sigmoid_slope_of_a_alone),
    ("sigmoid", "σ′ at a: a is σ(z) already, so the slope is a(1 − a)", wrong.sigmoid_slope_at_a),
    ("sigmoid", "z(1 − z), where a(1 − a) is meant", wrong.sigmoid_slope_of_z),
    ("tanh", "1 − a, where 1 − a² is meant", wrong.tanh_slope_unsquared),
    ("tanh", "1 − z², where 1 − a² is meant", wrong.tanh_slope_of_z),
    ("tanh", "tanh′ at a: a is tanh z already, so the slope is 1 − a²", wrong.tanh_slope_at_a),
    ("relu", "1 at z = 0: here it is 0 there", wrong.relu_slope_one_at_zero),
    ("leaky_relu", "1 at z = 0: here it is the leak there", wrong.leaky_relu_slope_one_at_zero),
    ("elu", "a below zero, where eᶻ is meant", wrong.elu_slope_of_a_alone),
    ("gelu", "Φ(z), without z · φ(z)", wrong.gelu_slope_without_its_density),
    ("silu", "σ(z), without a(1 − σ(z))", wrong.silu_slope_of_its_sigmoid),
    ("softplus", "a, where σ(z) is meant", wrong.softplus_slope_of_a),
)
"""Wrong slopes, by activation."""

_SLOPES = tuple(
    Mistake(
        "wrong_slope", f"the slope of {ACTIVATIONS[of].label} is taken as {words}", ("slope",), rule, of=of
    )
    for of, words, rule in _WORDS_OF_SLOPES
)
_ACTIVATED = tuple(
    Mistake(
        "another_activation",
        f"the activation is {each.label}, not the one that is asked for",
        ("activation",),
        each.function,
        _activates_otherwise(each),
    )
    for each in ACTIVATIONS.values()
    if each.name != "linear"
)
_LOST = tuple(
    Mistake(
        "another_loss",
        f"the loss is {each.label}, not the one that is asked for",
        ("loss",),
        each.textbook or each.value,
        _loses_otherwise(each),
    )
    for each in LOSSES.values()
)
MISTAKES = (*_FORWARD, *_ACTIVATED, *_LOSS, *_LOST, *_BACKWARD, *_SLOPES, *_GRADIENT, *_UPDATE)


def likely(network: Network) -> Iterator[Mistake]:
    """Give the mistakes that this network allows."""
    return (mistake for mistake in MISTAKES if mistake.when(network))


def placed(mistake: Mistake, network: Network) -> Iterator[tuple[str, Wrong]]:
    """Put a mistake in all layers, in the hidden ones, and in each alone; say in which."""
    own = [
        layer
        for layer in range(network.layers + 1)
        if not mistake.of or (layer and network.activations[layer - 1].name == mistake.of)
    ]
    scopes = {
        "": own,
        "in the hidden layers": [layer for layer in own if layer < network.layers],
        **{f"in layer {layer}": [layer] for layer in own},
    }
    for where, scope in scopes.items():
        if scope:
            yield where, {(rule, layer): mistake.wrong for layer in scope for rule in mistake.rules}
