"""What of PyTorch's ways is needed, in NumPy: ``backward`` takes complex steps, exact to the last bits.

A class goes by the name that theirs has.
"""

import numpy as np

_STEP = 1e-30


class Tensor:
    def __init__(self, value, dtype="torch.float64", requires_grad=False):
        self.value, self.dtype, self.requires_grad, self.grad = np.asarray(value), dtype, requires_grad, None

    def detach(self):
        return Tensor(self.value, self.dtype)

    def cpu(self):
        return self

    def double(self):
        return self

    def numpy(self):
        return self.value

    def new_tensor(self, numbers):
        return Tensor(numbers, self.dtype)

    def argmax(self, axis):
        return Tensor(self.value.argmax(axis))

    def sigmoid(self):
        return Tensor(1 / (1 + np.exp(-self.value)))


class Module:
    training = True

    def __init__(self, *children):
        self._children = children

    def children(self):
        return iter(self._children)

    def state_dict(self):
        raise AssertionError("nobody needs it")

    def parameters(self):
        return [each for child in self._children for each in child.parameters()]

    def __call__(self, x):
        value = x if isinstance(x, Output) else Output(x.value, self)
        for child in self._children:
            value = Output(child.forward(value.value), self)
        return value

    def forward(self, x):
        return self(Tensor(x)).value


class Output(Tensor):
    """Knows the model that it came from, so that a loss can be traced back."""

    def __init__(self, value, model):
        super().__init__(value)
        self.model = model


class Sequential(Module):
    pass


class Linear(Module):
    def __init__(self, inputs, outputs, bias=True, dtype="torch.float64", seed=0):
        super().__init__()
        rng = np.random.default_rng([seed, inputs, outputs])
        self.weight = Tensor(rng.normal(size=(outputs, inputs)), dtype, True)
        self.bias = Tensor(rng.normal(size=outputs), dtype, True) if bias else None

    def parameters(self):
        return [each for each in (self.weight, self.bias) if each is not None]

    def forward(self, x):
        return x @ self.weight.value.T + (0 if self.bias is None else self.bias.value)


class Tanh(Module):
    def forward(self, x):
        return np.tanh(x)


class LeakyReLU(Module):
    negative_slope = 0.2


class Dropout(Module):
    p = 0.5


class _Loss:
    reduction = "mean"
    label_smoothing = 0.0
    weight = None

    def __call__(self, out, y):
        return Cost(self, out.model, y)


class MSELoss(_Loss):
    def of(self, a, y):
        return ((a - y) ** 2).mean()


class CrossEntropyLoss(_Loss):
    def of(self, z, y):
        return -(y * (z - np.log(np.exp(z).sum(axis=1, keepdims=True)))).sum(axis=1).mean()


class Cost:
    """A loss, from which every parameter gets its slope."""

    def __init__(self, loss, model, y):
        self._loss, self._model, self._y = loss, model, y

    def backward(self):
        for parameter in filter(lambda each: each.requires_grad, self._model.parameters()):
            before = parameter.value
            grad = np.zeros(before.shape)
            for at in np.ndindex(before.shape):
                parameter.value = before.astype(complex)
                parameter.value[at] += 1j * _STEP
                out = self._model(Tensor(self._model.fed))
                grad[at] = self._loss.of(out.value, self._y.value).imag / _STEP
            parameter.value, parameter.grad = before, Tensor(grad)


class Net(Module):
    """A model: remembers what it was fed."""

    def __call__(self, x):
        self.fed = x.value
        return super().__call__(x)
