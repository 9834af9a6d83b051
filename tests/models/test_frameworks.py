"""Models of other frameworks become runs with the very same weights, and the same gradients."""

import numpy as np
import pytest

from app.engine import BadInput
from app.models import compared, read, specified
from app.models.specifying import rows
from tests.models import keraslike, sklearnlike
from tests.models.torchlike import (
    CrossEntropyLoss,
    Dropout,
    LeakyReLU,
    Linear,
    MSELoss,
    Net,
    Sequential,
    Tanh,
)

X = np.random.default_rng(0).normal(size=(40, 4))
LABELS = np.array(["low", "mid", "high"])[np.arange(40) % 3]
NUMBERS = np.arange(40) % 3


def begun(model, x, y, classes=None, **said):
    mlp = read(model, **said)
    return mlp, specified(mlp, rows(x, y, mlp, classes))


def weights(spec):
    return [(np.array(layer.w), np.array(layer.b)) for layer in spec.parameters]


def test_a_classifier_of_scikit_learn_keeps_its_weights_and_what_trains_it():
    model = sklearnlike.MLPClassifier()

    _, spec = begun(model, X, LABELS)

    for (w, b), coef, intercept in zip(weights(spec), model.coefs_, model.intercepts_, strict=True):
        assert np.array_equal(w, coef)
        assert np.array_equal(b, intercept)
    assert [layer.activation for layer in spec.hidden] == ["tanh"]
    assert (spec.output_activation, spec.loss) == ("softmax", "categorical_cross_entropy")
    assert (spec.optimizer.kind, spec.optimizer.learning_rate, spec.optimizer.beta_1) == ("adam", 0.002, 0.8)
    assert (spec.batch_size, spec.regularization.rate) == (40, 0.1 / 40)
    assert spec.data.classes == ("low", "mid", "high")
    assert [row[0] for row in spec.data.y[:3]] == [0, 1, 2]


def test_sgd_of_scikit_learn_has_nesterovs_momentum():
    _, spec = begun(sklearnlike.MLPClassifier(solver="sgd"), X, LABELS)

    assert (spec.optimizer.kind, spec.optimizer.momentum) == ("nesterov", 0.7)


def test_a_solver_without_mini_batches_is_told():
    mlp, spec = begun(sklearnlike.MLPClassifier(solver="lbfgs"), X, LABELS)

    assert spec.optimizer.kind == "sgd"
    assert "lbfgs" in mlp.notes[0]


def test_gradients_of_scikit_learn_are_ours_without_the_penalty():
    found = compared(*begun(sklearnlike.MLPClassifier(), X, LABELS))

    assert found.right
    assert found.worst < 1e-12
    assert found.tolerance == 1e-9
    assert str(found).startswith("✓ gradients of the first mini-batch beside MLPClassifier._backprop")


def test_gradients_that_differ_are_told_with_their_place():
    model = sklearnlike.MLPClassifier()
    mlp, spec = begun(model, X, LABELS)
    model.intercepts_[1] = model.intercepts_[1] + [0.5, 0, 0]

    found = compared(mlp, spec)

    assert found.right is False
    assert str(found).startswith("✗")


def test_another_backprop_is_not_called():
    class Newer(sklearnlike.MLPClassifier):
        def _backprop(self, X, y, something_new):
            raise AssertionError("unknown")

    found = compared(*begun(Newer(), X, LABELS))

    assert found.right is None
    assert "not compared" in str(found)


def test_a_sequential_of_pytorch_keeps_its_weights_the_other_way_round():
    first, last = Linear(4, 6), Linear(6, 3)

    mlp, spec = begun(Net(Sequential(first, Tanh()), last), X, NUMBERS, loss=CrossEntropyLoss())

    for (w, b), layer in zip(weights(spec), (first, last), strict=True):
        assert np.array_equal(w, layer.weight.value.T)
        assert np.array_equal(b, layer.bias.value)
    assert (spec.output_activation, spec.loss) == ("softmax", "categorical_cross_entropy")
    assert spec.data.classes == ("0", "1", "2")
    assert (mlp.origin, spec.batch_size, spec.shuffle) == ("PyTorch", 32, False)


@pytest.mark.parametrize(("loss", "y"), [(CrossEntropyLoss(), NUMBERS), (MSELoss(), X[:, :3])])
def test_gradients_of_pytorch_are_ours_and_the_models_own_are_left_alone(loss, y):
    model = Net(Linear(4, 6), Tanh(), Linear(6, 3))
    kept = model.parameters()[0].grad = object()

    found = compared(*begun(model, X, y, loss=loss))

    assert found.right
    assert found.worst < 1e-12
    assert model.parameters()[0].grad is kept
    assert model.parameters()[1].grad is None


def test_single_precision_has_a_tolerance_of_its_own():
    model = Net(Linear(4, 3, dtype="torch.float32"))

    found = compared(*begun(model, X, NUMBERS, loss=CrossEntropyLoss()))

    assert (found.tolerance, found.precision) == (1e-5, "single")


def test_a_model_without_biases_has_none():
    _, spec = begun(Net(Linear(4, 3, bias=False)), X, NUMBERS, loss=CrossEntropyLoss())

    assert not spec.use_biases


def test_a_frozen_layer_stays_frozen():
    first = Linear(4, 5)
    first.weight.requires_grad = first.bias.requires_grad = False

    mlp, spec = begun(Net(first, Tanh(), Linear(5, 3)), X, NUMBERS, loss=CrossEntropyLoss())

    assert spec.hidden[0].frozen
    assert compared(mlp, spec).right


def test_a_loss_of_ours_is_taken_by_its_name():
    _, spec = begun(Net(Linear(4, 3)), X, X[:, :3], loss="huber")

    assert (spec.loss, spec.output_activation) == ("huber", "linear")


def test_a_sequential_of_keras_keeps_its_weights():
    layers = (
        keraslike.InputLayer(),
        keraslike.dense(4, 5, keraslike.relu),
        keraslike.dense(5, 3, keraslike.softmax),
    )
    model = keraslike.Sequential(*layers, loss="sparse_categorical_crossentropy")

    mlp, spec = begun(model, X, NUMBERS)

    assert np.array_equal(weights(spec)[0][0], layers[1].get_weights()[0])
    assert [layer.activation for layer in spec.hidden] == ["relu"]
    assert (spec.loss, mlp.bits) == ("categorical_cross_entropy", 32)
    assert str(compared(mlp, spec)) == "gradients: not compared, Keras gives none of its own"


@pytest.mark.parametrize("wrong", [0.0, 1e-3])
def test_outputs_of_keras_are_compared_where_it_predicts(wrong):
    class Predicting(keraslike.Sequential):
        def predict_on_batch(self, x):
            assert x.dtype == np.float32
            return x @ self.get_weights()[0] + wrong

    def linear(_):
        raise AssertionError("only its name is asked for")

    model = Predicting(keraslike.dense(4, 3, linear), loss="mse")

    found = compared(*begun(model, X, X[:, :3]))

    assert found.right is (wrong == 0)
    assert str(found)[1:].startswith(" outputs of the first mini-batch beside Keras's: off by at most")


def test_a_model_of_keras_on_pytorch_is_one_of_keras():
    class OnPytorch(keraslike.Sequential, Net):
        pass

    mlp = read(OnPytorch(keraslike.dense(4, 3, keraslike.softmax)))

    assert mlp.origin == "Keras"


def test_labels_may_be_the_numbers_of_classes_that_are_named():
    _, spec = begun(Net(Linear(4, 3)), X, NUMBERS, ["low", "mid", "high"], loss=CrossEntropyLoss())
    _, named = begun(Net(Linear(4, 3)), X, LABELS, ["low", "mid", "high"], loss=CrossEntropyLoss())

    assert spec.data == named.data
    assert [row[0] for row in spec.data.y[:4]] == [0, 1, 2, 0]


def test_numbers_that_are_names_of_classes_are_taken_for_names():
    _, spec = begun(Net(Linear(4, 3)), X, NUMBERS, [2, 1, 0], loss=CrossEntropyLoss())

    assert [row[0] for row in spec.data.y[:3]] == [2, 1, 0]


def refusal(model, x=X, y=NUMBERS, **said):
    with pytest.raises(BadInput) as refused:
        begun(model, x, y, **said)
    return str(refused.value)


def test_an_unsupported_layer_is_named_with_its_number_and_what_is_supported():
    said = refusal(Net(Linear(4, 5), Tanh(), Dropout(), Linear(5, 3)), loss=CrossEntropyLoss())

    assert said.startswith("layer 3: should be one of Sequential, Linear, ReLU")
    assert said.endswith("got Dropout")
    assert refusal(keraslike.Sequential(keraslike.Conv2D())).endswith("got Conv2D")


class CosineLoss(MSELoss):
    pass


class Summed(MSELoss):
    reduction = "sum"


Summed.__name__ = "MSELoss"


@pytest.mark.parametrize(
    ("model", "said", "words"),
    [
        (
            Net(Linear(4, 5), LeakyReLU(), Linear(5, 3)),
            {},
            "layer 2, LeakyReLU, negative_slope: should be 0.01",
        ),
        (Net(Linear(4, 5), Tanh(), Tanh()), {}, "one activation after each linear layer"),
        (Net(Linear(4, 5), Linear(6, 3)), {}, "layer 2, Linear, inputs: should be 5 long"),
        (Net(Tanh()), {}, "one activation after each linear layer"),
        (
            Net(Linear(4, 5), Linear(5, 3, bias=False)),
            {},
            "biases: should be valid (in all layers, or in none)",
        ),
        (Net(Linear(3, 3)), {}, "X: should be 3 long, as many as inputs of the network, got 4 columns"),
        (Net(Linear(4, 2)), {"y": X[:, :3], "loss": MSELoss()}, "y: should be 2 long"),
        (Net(Linear(4, 3)), {"loss": None}, "loss: should be one of squared_error"),
        (Net(Linear(4, 3)), {"loss": CosineLoss()}, "got CosineLoss"),
        (
            Net(Linear(4, 3)),
            {"loss": Summed()},
            "loss, MSELoss, reduction: should be mean, got sum of 3 outputs",
        ),
        (Net(Linear(4, 3)), {"y": NUMBERS + 1}, "y[2]: should be one of 0, 1, 2, got 3"),
        (Net(Linear(4, 3)), {"y": NUMBERS[:9]}, "y: should be 40 long"),
        (Net(Linear(4, 3)), {"x": np.where(X[2, 1] == X, np.nan, X)}, "X[2, 1]: should be a finite number"),
        (object(), {}, "got object"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_could(model, said, words):
    assert words in refusal(model, **{"loss": CrossEntropyLoss(), **said})


def test_a_model_that_is_not_fitted_is_refused():
    model = sklearnlike.MLPClassifier()
    del model.coefs_

    assert "fitted" in refusal(model)
