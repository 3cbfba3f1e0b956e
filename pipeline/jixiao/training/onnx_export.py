"""Writing trained LSTM stacks as ONNX graphs.

The graphs are built node by node rather than traced: ONNX's LSTM operator takes
the lengths of the rows, so that padding cannot leak into the backward direction.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from jixiao.training.networks import BiLstm

_OPSET = 17


def _reorder(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Gates from PyTorch's order (input, forget, cell, output) to ONNX's (i, o, f, c)."""
    i, f, c, o = np.split(weights, 4)
    return np.concatenate([i, o, f, c])


def _parameters(layer: BiLstm) -> list[NDArray[np.float32]]:
    """W (2, 4h, input), R (2, 4h, h) and B (2, 8h) of a bidirectional layer."""
    found = [
        {name: value.detach().numpy() for name, value in lstm.named_parameters()}
        for lstm in (layer.forward_lstm, layer.backward_lstm)
    ]
    w = np.stack([_reorder(one["weight_ih_l0"]) for one in found])
    r = np.stack([_reorder(one["weight_hh_l0"]) for one in found])
    biases = [(_reorder(one["bias_ih_l0"]), _reorder(one["bias_hh_l0"])) for one in found]
    return [w, r, np.stack([np.concatenate(pair) for pair in biases])]


def _lstm_nodes(
    number: int, layer: BiLstm, source: str
) -> tuple[list[onnx.NodeProto], list[onnx.TensorProto], str]:
    names = [f"{kind}{number}" for kind in "WRB"]
    weights = [
        numpy_helper.from_array(value, name)
        for name, value in zip(names, _parameters(layer), strict=True)
    ]
    states = f"states{number}"
    nodes = [
        helper.make_node(
            "LSTM",
            [source, *names, "lengths"],
            [f"raw{number}"],
            direction="bidirectional",
            hidden_size=layer.forward_lstm.hidden_size,
        ),
        # (time, direction, batch, hidden) to (time, batch, 2·hidden)
        helper.make_node("Transpose", [f"raw{number}"], [f"swapped{number}"], perm=[0, 2, 1, 3]),
        helper.make_node("Reshape", [f"swapped{number}", "joined"], [states]),
    ]
    return nodes, weights, states


def export_layers(layers: list[BiLstm], output: nn.Linear | None, path: Path) -> None:
    """Write the stack to `path`.

    Inputs: ``inputs`` (time, batch, size) float32, ``lengths`` (batch,) int32.
    Output: ``outputs`` (time, batch, ·): log probabilities of `output`'s
    classes if it is given, else the states of the last layer.
    """
    nodes: list[onnx.NodeProto] = []
    weights = [numpy_helper.from_array(np.array([0, 0, -1], dtype=np.int64), "joined")]
    source = "inputs"
    for number, layer in enumerate(layers):
        more, found, source = _lstm_nodes(number, layer, source)
        nodes += more
        weights += found
    if output is None:
        nodes.append(helper.make_node("Identity", [source], ["outputs"]))
        size = 2 * layers[-1].forward_lstm.hidden_size
    else:
        weights.append(numpy_helper.from_array(output.weight.detach().numpy().T.copy(), "OW"))
        weights.append(numpy_helper.from_array(output.bias.detach().numpy(), "OB"))
        nodes += [
            helper.make_node("MatMul", [source, "OW"], ["scores"]),
            helper.make_node("Add", ["scores", "OB"], ["logits"]),
            helper.make_node("LogSoftmax", ["logits"], ["outputs"], axis=-1),
        ]
        size = output.out_features
    float_type, int_type = TensorProto.FLOAT, TensorProto.INT32
    graph = helper.make_graph(
        nodes,
        "lstm_stack",
        [
            helper.make_tensor_value_info(
                "inputs", float_type, ["time", "batch", layers[0].forward_lstm.input_size]
            ),
            helper.make_tensor_value_info("lengths", int_type, ["batch"]),
        ],
        [helper.make_tensor_value_info("outputs", float_type, ["time", "batch", size])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))
