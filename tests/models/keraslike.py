"""What of Keras's ways is needed: layers by their types' names, with weights in a list."""

import numpy as np


def relu(_):
    raise AssertionError("only its name is asked for")


def softmax(_):
    raise AssertionError("only its name is asked for")


class Layer:
    trainable = True

    def __init__(self, *weights, **settings):
        self._weights = weights
        vars(self).update(settings)

    def get_weights(self):
        return list(self._weights)


class InputLayer(Layer):
    pass


class Dense(Layer):
    pass


class Conv2D(Layer):
    pass


class Sequential(Layer):
    def __init__(self, *layers, loss=None):
        super().__init__(*(weight for layer in layers for weight in layer.get_weights()))
        self.layers, self.loss = list(layers), loss


def dense(inputs, outputs, activation):
    rng = np.random.default_rng([inputs, outputs])
    kernel = rng.normal(size=(inputs, outputs)).astype(np.float32)
    return Dense(kernel, np.zeros(outputs, np.float32), activation=activation)
