"""Writes the sentence encoder as a graph that onnxruntime runs, from the published weights.

One text goes in, unpadded, so no mask is needed; out comes the mean over its tokens, brought to
length one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from proposalkit.retrieve.minilm.pins import DIMENSIONS

if TYPE_CHECKING:
    import numpy as np
    import onnx
    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]
    Array = NDArray[np.float32] | NDArray[np.int64]

INPUT, OUTPUT = "tokens", "embedding"
_LAYERS, _HEADS, _EPSILON = 6, 12, 1e-12
_OPSET, _IR = 18, 9
_FUSED = "com.microsoft"  # onnxruntime's own operators: one node where the standard needs ten


class _Graph:
    """A graph while it is written: its nodes and its constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: Array) -> str:
        import numpy as np
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def whole(self, name: str, value: int) -> str:
        import numpy as np

        return self.constant(name, np.array([value], dtype=np.int64))

    def node(
        self,
        kind: str,
        inputs: Sequence[str],
        output: str,
        domain: str | None = None,
        **settings: float | int,
    ) -> str:
        self.split(kind, inputs, [output], domain, **settings)
        return output

    def split(
        self,
        kind: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        domain: str | None = None,
        **settings: float | int,
    ) -> None:
        from onnx import helper

        made = helper.make_node(kind, inputs, outputs, domain=domain)
        made.attribute.extend(helper.make_attribute(*one) for one in settings.items())
        self.nodes.append(made)


def build_graph(weights: Weights) -> onnx.ModelProto:
    """Give the encoder in 32-bit floats: token ids of one text in, one vector out."""
    from onnx import TensorProto, helper

    graph = _Graph()
    state = _embeddings(graph, weights)
    for number in range(_LAYERS):
        state = _layer(graph, weights, f"encoder.layer.{number}", state)
    mean = graph.node("ReduceMean", [state, graph.whole("over_tokens", 1)], "mean", keepdims=0)
    graph.node("LpNormalization", [mean], OUTPUT, axis=-1, p=2)
    tokens = helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "length"])
    vector = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, DIMENSIONS])
    body = helper.make_graph(graph.nodes, "encoder", [tokens], [vector], graph.constants)
    versions = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(body, opset_imports=versions, ir_version=_IR)


def _embeddings(graph: _Graph, weights: Weights) -> str:
    """Add word, position and text type; there is one text, so its type goes into the positions."""
    words = graph.constant("words", weights["embeddings.word_embeddings.weight"])
    places = weights["embeddings.position_embeddings.weight"]
    typed = graph.constant("places", places + weights["embeddings.token_type_embeddings.weight"][0])
    shape = graph.node("Shape", [INPUT], "shape", start=1)
    zero = graph.whole("zero", 0)
    used = graph.node("Slice", [typed, zero, shape, zero], "places_used")
    looked_up = graph.node("Gather", [words, INPUT], "words_used")
    summed = graph.node("Add", [looked_up, used], "embedded")
    scale, shift = _norm(graph, weights, "embeddings.LayerNorm")
    return graph.node(
        "LayerNormalization", [summed, scale, shift], "start", axis=-1, epsilon=_EPSILON
    )


def _layer(graph: _Graph, weights: Weights, name: str, state: str) -> str:
    attended = _attention(graph, weights, f"{name}.attention", state)
    middle = f"{name}.intermediate.dense"
    wide = _product(graph, weights, middle, attended)
    bent = graph.node(
        "BiasGelu", [wide, _bias(graph, weights, middle)], f"{name}.bent", domain=_FUSED
    )
    return _close(graph, weights, f"{name}.output", bent, attended)


def _attention(graph: _Graph, weights: Weights, name: str, state: str) -> str:
    import numpy as np

    parts = [f"{name}.self.{part}" for part in ("query", "key", "value")]
    matrix = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
    shift = np.concatenate([weights[f"{part}.bias"] for part in parts])
    joined = graph.node("MatMul", [state, graph.constant(f"{name}.matrix", matrix)], f"{name}.in")
    shifted = graph.node("Add", [joined, graph.constant(f"{name}.shift", shift)], f"{name}.moved")
    graph.split("Split", [shifted], parts, axis=-1, num_outputs=len(parts))
    heads = graph.node(
        "MultiHeadAttention", parts, f"{name}.heads", domain=_FUSED, num_heads=_HEADS
    )
    return _close(graph, weights, f"{name}.output", heads, state)


def _close(graph: _Graph, weights: Weights, name: str, state: str, before: str) -> str:
    """Multiply, add what went in before, and bring the sum to scale."""
    product = _product(graph, weights, f"{name}.dense", state)
    scale, shift = _norm(graph, weights, f"{name}.LayerNorm")
    inputs = [product, before, scale, shift, _bias(graph, weights, f"{name}.dense")]
    return graph.node(
        "SkipLayerNormalization", inputs, f"{name}.closed", domain=_FUSED, epsilon=_EPSILON
    )


def _product(graph: _Graph, weights: Weights, name: str, state: str) -> str:
    matrix = graph.constant(f"{name}.matrix", weights[f"{name}.weight"].T)
    return graph.node("MatMul", [state, matrix], f"{name}.product")


def _bias(graph: _Graph, weights: Weights, name: str) -> str:
    return graph.constant(f"{name}.bias", weights[f"{name}.bias"])


def _norm(graph: _Graph, weights: Weights, name: str) -> tuple[str, str]:
    scale = graph.constant(f"{name}.scale", weights[f"{name}.weight"])
    return scale, graph.constant(f"{name}.shift", weights[f"{name}.bias"])
