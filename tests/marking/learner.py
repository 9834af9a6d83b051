"""A learner's own mini-batch in plain NumPy, samples by columns as courses have them."""

from itertools import pairwise

import numpy as np

from app.engine.randomness import masks_of

RANDOM = np.random.default_rng(11)
X = RANDOM.normal(size=(7, 3))
Y = np.eye(2)[RANDOM.integers(2, size=7)]
UNITS = (3, 4, 3, 2)
BATCH = 5
ETA, LAMBDA = 0.2, 0.05
WEIGHTS = [RANDOM.normal(size=shape) for shape in pairwise(UNITS)]
BIASES = [RANDOM.normal(size=units) for units in UNITS[1:]]


def spec(**changes):
    """A run on these numbers that a learner can make: no shuffling, exact starting weights."""
    return {
        "data": {"kind": "table", "x": X.tolist(), "y": Y.tolist(), "train_fraction": 1.0},
        "hidden": [{"units": 4, "activation": "tanh"}, {"units": 3, "activation": "sigmoid"}],
        "output_activation": "sigmoid",
        "loss": "squared_error",
        "optimizer": {"kind": "sgd", "learning_rate": ETA},
        "parameters": [{"w": w.tolist(), "b": b.tolist()} for w, b in zip(WEIGHTS, BIASES, strict=True)],
        "batch_size": BATCH,
        "shuffle": False,
    } | changes


def sigma(z):
    return 1 / (1 + np.exp(-z))


FUNCTIONS = {
    "tanh": np.tanh,
    "sigmoid": sigma,
    "relu": lambda z: np.maximum(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.01 * z),
    "elu": lambda z: np.where(z > 0, z, np.exp(z) - 1),
    "silu": lambda z: z * sigma(z),
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "sine": np.sin,
    "linear": lambda z: z,
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=0),
}
SLOPES = {
    "tanh": lambda z, a: 1 - a**2,
    "sigmoid": lambda z, a: a * (1 - a),
    "relu": lambda z, a: (z > 0) * 1.0,
    "leaky_relu": lambda z, a: np.where(z > 0, 1, 0.01),
    "elu": lambda z, a: np.where(z > 0, 1, np.exp(z)),
    "silu": lambda z, a: sigma(z) + z * sigma(z) * (1 - sigma(z)),
    "softplus": lambda z, a: sigma(z),
    "sine": lambda z, a: np.cos(z),
    "linear": lambda z, a: np.ones_like(z),
}


class Learner:
    """Does it right; a subclass overrides what it gets wrong."""

    def __init__(self, spec, x=None, y=None):
        self.spec = spec
        self.x = np.array(spec["data"]["x"])[: spec["batch_size"]].T if x is None else x
        self.y = np.array(spec["data"]["y"])[: spec["batch_size"]].T if y is None else y
        self.m = self.x.shape[1]
        self.W = [np.array(each["w"]).T for each in spec["parameters"]]
        self.b = [np.array(each["b"])[:, None] for each in spec["parameters"]]
        self.names = [*(each["activation"] for each in spec["hidden"]), spec["output_activation"]]
        self.masks = [*self._masks(), None]
        self.eta = spec["optimizer"]["learning_rate"]

    def _masks(self):
        generator = masks_of(7, 0)
        for layer in self.spec["hidden"]:
            share = layer.get("dropout", 0)
            drawn = generator.random((self.m, layer["units"])).T if share else None
            yield (drawn >= share) / (1 - share) if share else None

    def arrays(self):
        """Every array of the first mini-batch, by the names that courses use."""
        made, a, kept = {"X": self.x, "Y": self.y}, self.x, []
        for layer, (W, b, name) in enumerate(zip(self.W, self.b, self.names, strict=True), 1):
            z = self.weigh(W, b, a)
            kept.append([a, z])
            f = self.activate(name, z)
            a = f if self.masks[layer - 1] is None else self.drop(f, self.masks[layer - 1])
            kept[-1].append(f)
            made |= {f"W{layer}": W, f"b{layer}": b, f"Z{layer}": z, f"A{layer}": a}
        made["loss"] = np.array(self.batch_loss(self.losses(a, self.y)))
        behind = None
        for layer in range(len(self.W), 0, -1):
            W, b, name = self.W[layer - 1], self.b[layer - 1], self.names[layer - 1]
            a_in, z, own = kept[layer - 1]
            if behind is None:
                d_a, d_z = self.output(name, z, own)
            else:
                d_a = self.blame(*behind)
                if self.masks[layer - 1] is not None:
                    d_a = self.drop_back(d_a, self.masks[layer - 1])
                d_z = self.delta(d_a, self.slope(name, z, own))
            d_w, d_b = self.weights(d_z, a_in), self.biases(d_z)
            new = self.updated(W, self.penalized(d_w, W)), self.updated(b, self.penalized_bias(d_b, b))
            if d_a is not None:
                made[f"dA{layer}"] = d_a
            made |= {f"dZ{layer}": d_z, f"dW{layer}": d_w, f"db{layer}": d_b}
            made |= {f"W{layer}_new": new[0], f"b{layer}_new": new[1]}
            behind = W, new[0], d_z
        return made

    def weigh(self, W, b, a):
        return W @ a + b

    def drop(self, a, mask):
        return a * mask

    def drop_back(self, d_a, mask):
        return d_a * mask

    def activate(self, name, z):
        return FUNCTIONS[name](z)

    def slope(self, name, z, a):
        return SLOPES[name](z, a)

    def losses(self, a, y):
        if self.spec["loss"] == "squared_error":
            return ((a - y) ** 2).sum(axis=0) / 2
        if self.spec["loss"] == "huber":
            far = abs(a - y)
            return np.where(far <= 1, far**2 / 2, far - 0.5).sum(axis=0)
        if self.spec["loss"] == "binary_cross_entropy":
            return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=0)
        return -(y * np.log(a)).sum(axis=0)

    def batch_loss(self, losses):
        return losses.sum() if self.adds_up else losses.mean()

    @property
    def adds_up(self):
        return self.spec.get("batch_reduction") == "sum"

    def output(self, name, z, a):
        if "cross_entropy" in self.spec["loss"]:
            return None, self.error(a, self.y)
        d_a = self.error(a, self.y)
        if name == "softmax":
            return d_a, a * (d_a - (a * d_a).sum(axis=0))
        return d_a, self.delta(d_a, self.slope(name, z, a))

    def error(self, a, y):
        return np.clip(a - y, -1, 1) if self.spec["loss"] == "huber" else a - y

    def delta(self, d_a, slope):
        return d_a * slope

    def blame(self, W, W_new, d_z):
        return W.T @ d_z

    def weights(self, d_z, a_in):
        return d_z @ a_in.T / (1 if self.adds_up else self.m)

    def biases(self, d_z):
        return d_z.sum(axis=1, keepdims=True) / (1 if self.adds_up else self.m)

    def penalized(self, d_w, W):
        return d_w + LAMBDA * W if "regularization" in self.spec else d_w

    def penalized_bias(self, d_b, b):
        return d_b

    def updated(self, w, g):
        return w + self.step(w, g)

    def step(self, w, g):
        """The first step of each optimizer, whose memories are still 0."""
        kind = self.spec["optimizer"]["kind"]
        if kind in ("adam", "adamw"):
            shrink = 0.01 * w if kind == "adamw" else 0
            return -self.eta * (g / (abs(g) + 1e-8) + shrink)
        if kind == "nesterov":
            return -self.eta * 1.9 * g
        if kind == "rmsprop":
            return -self.eta * g / (np.sqrt(0.01 * g**2) + 1e-8)
        if kind == "lion":
            return -self.eta * np.sign(0.1 * g)
        return -self.eta * g
