"""Writing trained LSTM stacks as ONNX graphs.

The graphs are built node by node rather than traced: ONNX's LSTM operator takes
the lengths of the rows, so that padding cannot leak into the backward direction.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from jixiao.training.networks import BiLstm

_OPSET = 17
_W = onnx.TensorProto
_V = onnx.ValueInfoProto


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


def _dense(number: int, layer: nn.Linear, source: str) -> tuple[list[onnx.NodeProto], list[_W]]:
    """The nodes and weights of a linear layer; its output is called ``dense{number}``."""
    weights = [
        numpy_helper.from_array(layer.weight.detach().numpy().T.copy(), f"dense_w{number}"),
        numpy_helper.from_array(layer.bias.detach().numpy(), f"dense_b{number}"),
    ]
    product = f"product{number}"
    nodes = [
        helper.make_node("MatMul", [source, f"dense_w{number}"], [product]),
        helper.make_node("Add", [product, f"dense_b{number}"], [f"dense{number}"]),
    ]
    return nodes, weights


def _graph(
    nodes: list[onnx.NodeProto], weights: list[_W], inputs: list[_V], shape: list[str | int]
) -> bytes:
    """A checked model whose only output, called ``outputs``, has `shape`."""
    output = helper.make_tensor_value_info("outputs", TensorProto.FLOAT, shape)
    graph = helper.make_graph(nodes, "jixiao", inputs, [output], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    content: bytes = model.SerializeToString(deterministic=True)
    return content


def export_layers(layers: list[BiLstm], output: nn.Linear | None, *, small: bool = True) -> bytes:
    """The LSTM stack as an ONNX model, `small` with weights of a byte.

    Inputs: ``inputs`` (time, batch, size) float32, ``lengths`` (batch,) int32.
    Output: ``outputs`` (time, batch, ·): log probabilities of `output`'s
    classes if it is given, else the states of the last layer. Without layers
    the inputs are classified as they are.
    """
    nodes: list[onnx.NodeProto] = []
    joined = numpy_helper.from_array(np.array([0, 0, -1], dtype=np.int64), "joined")
    weights = [joined] if layers else []
    source = "inputs"
    for number, layer in enumerate(layers):
        more, found, source = _lstm_nodes(number, layer, source)
        nodes += more
        weights += found
    if output is None:
        nodes.append(helper.make_node("Identity", [source], ["outputs"]))
        size = 2 * layers[-1].forward_lstm.hidden_size
    else:
        more, found = _dense(0, output, source)
        nodes += [*more, helper.make_node("LogSoftmax", ["dense0"], ["outputs"], axis=-1)]
        weights += found
        size = output.out_features
    width = _width(layers, output)
    inputs = [
        helper.make_tensor_value_info("inputs", TensorProto.FLOAT, ["time", "batch", width]),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
    ]
    content = _graph(nodes, weights, inputs, ["time", "batch", size])
    return quantise(content) if small else content


def _width(layers: list[BiLstm], output: nn.Linear | None) -> int:
    """The length of an input vector."""
    if layers:
        return layers[0].forward_lstm.input_size
    if output is None:
        raise ValueError("neither layers nor classes to export")
    return output.in_features


def export_dense(first: nn.Linear, second: nn.Linear, *, small: bool = True) -> bytes:
    """Two linear layers with a rectifier between them as an ONNX model, `small` as `export_layers`.

    Input: ``inputs`` (rows, size) float32. Output: ``outputs`` (rows, classes).
    """
    nodes, weights = _dense(0, first, "inputs")
    nodes.append(helper.make_node("Relu", ["dense0"], ["hidden"]))
    more, found = _dense(1, second, "hidden")
    nodes += [*more, helper.make_node("Identity", ["dense1"], ["outputs"])]
    size: list[str | int] = ["rows", first.in_features]
    inputs = [helper.make_tensor_value_info("inputs", TensorProto.FLOAT, size)]
    content = _graph(nodes, weights + found, inputs, ["rows", second.out_features])
    return quantise(content) if small else content


def quantise(content: bytes) -> bytes:
    """The graph with the weights of its LSTMs, matrix products and tables as bytes.

    Seven bits of each byte are used, because processors without VNNI add pairs
    of products in sixteen bits. What goes into a product is rounded to a byte
    too, in a range that it is asked for each time (dynamic quantisation).
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with TemporaryDirectory() as name:
        source, ready, target = (
            Path(name) / f"{step}.onnx" for step in ("whole", "ready", "small")
        )
        source.write_bytes(content)
        quant_pre_process(source, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        return target.read_bytes()
