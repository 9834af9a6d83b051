"""Weight files are read as they are meant; what they do not say is asked for."""

import io
import json
import struct

import numpy as np
import pytest

from app.engine import BadInput, read_spec
from app.export import KINDS, trained
from app.models import read_file
from app.models.files import INPUTS_FIRST, OUTPUTS_FIRST
from app.models.safetensors import pack, unpack

IRIS = read_spec(
    json.dumps(
        {
            "data": {"kind": "iris"},
            "hidden": [{"units": 5}],
            "output_activation": "softmax",
            "loss": "categorical_cross_entropy",
        }
    )
)
RNG = np.random.default_rng(0)
WIDE = {
    "0.weight": RNG.normal(size=(5, 4)),
    "0.bias": RNG.normal(size=5),
    "2.weight": RNG.normal(size=(3, 5)),
}
SQUARE = {"fc1.weight": RNG.normal(size=(3, 3)), "fc2.weight": RNG.normal(size=(3, 3))}
ACTIVATIONS = ["tanh", "softmax"]


def npz(arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def as_json(arrays):
    return json.dumps({name: array.tolist() for name, array in arrays.items()}).encode()


def as_safetensors(arrays):
    return pack(arrays, {})


@pytest.mark.parametrize("kind", ["json", "safetensors"])
def test_what_we_export_is_read_again_without_a_word(kind):
    run = trained(IRIS, 2)

    mlp = read_file(KINDS[kind].bytes_of(run), "net")

    assert [layer.activation for layer in mlp.layers] == ACTIVATIONS
    for layer, wb in zip(mlp.layers, run.end, strict=True):
        assert np.array_equal(layer.w, wb[:-1])
        assert np.array_equal(layer.b, wb[-1])
    assert mlp.loss == "categorical_cross_entropy"
    assert "taken to be" in mlp.notes[0]


def test_our_npz_needs_its_activations():
    run = trained(IRIS, 1)

    mlp = read_file(KINDS["npz"].bytes_of(run), "net", activations=ACTIVATIONS)

    assert np.array_equal(mlp.layers[0].w, run.end[0][:-1])


@pytest.mark.parametrize("write", [npz, as_json, as_safetensors])
def test_weights_that_fit_only_one_way_stand_that_way(write):
    mlp = read_file(write(WIDE), "net", activations=ACTIVATIONS)

    assert np.array_equal(mlp.layers[0].w, WIDE["0.weight"].T)
    assert np.array_equal(mlp.layers[0].b, WIDE["0.bias"])
    assert mlp.layers[1].b is None


@pytest.mark.parametrize(("orientation", "turned"), [(INPUTS_FIRST, False), (OUTPUTS_FIRST, True)])
def test_square_weights_stand_as_is_said(orientation, turned):
    mlp = read_file(npz(SQUARE), "net", activations=ACTIVATIONS, orientation=orientation)

    given = SQUARE["fc1.weight"]
    assert np.array_equal(mlp.layers[0].w, given.T if turned else given)


def test_layers_are_in_the_order_of_their_numbers():
    arrays = {f"{at}.weight": np.full((2, 2), at) for at in (10, 2, 0)}

    mlp = read_file(npz(arrays), "net", activations=["tanh"] * 3, orientation=INPUTS_FIRST, loss="huber")

    assert [layer.w[0, 0] for layer in mlp.layers] == [0, 2, 10]


def test_half_precisions_are_read():
    header = {
        "a0.weight": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [0, 4]},
        "a1.weight": {"dtype": "F16", "shape": [1, 1], "data_offsets": [4, 6]},
    }
    text = json.dumps(header).encode()
    halves = struct.pack("<HH", 0x3FC0, 0xC000) + np.float16(0.25).tobytes()

    tensors, metadata = unpack(struct.pack("<Q", len(text)) + text + halves)

    assert tensors["a0.weight"].tolist() == [[1.5, -2.0]]
    assert tensors["a1.weight"].tolist() == [[0.25]]
    assert metadata == {}


def tensor(**told):
    text = json.dumps(
        {"0.weight": {"dtype": "F64", "shape": [1, 1], "data_offsets": [0, 8], **told}}
    ).encode()
    return struct.pack("<Q", len(text)) + text + bytes(8)


@pytest.mark.parametrize(
    ("data", "said", "words"),
    [
        (npz(SQUARE), {}, "orientation: should be one of inputs-outputs, outputs-inputs, got nothing"),
        (npz(WIDE), {"orientation": INPUTS_FIRST}, "orientation: should be outputs-inputs, got"),
        (npz(WIDE), {"activations": None}, "activations: should be valid (2 names, one for each layer"),
        (npz(WIDE), {"activations": ["tanh"]}, "activations: should be 2 long, as many as layers"),
        (npz(WIDE), {"activations": ["tanh", "swish"]}, "got swish"),
        (npz(WIDE), {"activations": ["tanh", "tanh"]}, "loss: should be one of squared_error"),
        (npz({"0.running_mean": np.ones(3)}), {}, "0.running_mean: should be valid (named as weights or"),
        (npz({"encoder.weight": np.ones((2, 3)), "decoder.weight": np.ones((3, 2)), "b.bias": np.ones(2)}),
         {}, "named with its layer's number"),
        (npz({"0.weight": np.ones((3, 2, 2))}), {}, "0.weight: should be valid (weights in rows and"),
        (npz({"0.weight": np.ones((3, 2)), "1.weight": np.ones((5, 7))}), {}, "(layers that fit together)"),
        (npz({"0.bias": np.ones(3)}), {}, "layer 0: should be given, got a bias alone"),
        (npz(WIDE)[:-40], {}, "should be a readable file"),
        (b"{}", {}, "got no array"),
        (b'{"parameters": [1]}', {}, "parameters: should be valid"),
        (b"[1]", {}, "parameters: should be valid"),
        (b"abc", {}, "a readable file"),
        (struct.pack("<Q", 2**40) + b"{}", {}, "the file is shorter"),
        (tensor(dtype="I64"), {}, "0.weight.dtype: should be one of F64"),
        (tensor(data_offsets=[0, 80]), {}, "0.weight: should be a readable file"),
        (tensor(shape=[2, 2]), {}, "0.weight: should be a readable file"),
    ],
)  # fmt: skip
def test_what_is_wrong_or_missing_is_named(data, said, words):
    with pytest.raises(BadInput) as refused:
        read_file(data, "net", **{"activations": ACTIVATIONS, **said})

    assert words in str(refused.value)


def test_a_list_of_layers_alone_is_read_as_the_parameters_of_a_specification():
    layers = [
        {"w": RNG.normal(size=(4, 5)).tolist(), "b": [0.0] * 5},
        {"w": RNG.normal(size=(5, 3)).tolist()},
    ]

    alone = read_file(json.dumps(layers).encode(), "net", activations=ACTIVATIONS)
    within = read_file(json.dumps({"parameters": layers}).encode(), "net", activations=ACTIVATIONS)

    for one, other in zip(alone.layers, within.layers, strict=True):
        assert one.w.tolist() == other.w.tolist()
