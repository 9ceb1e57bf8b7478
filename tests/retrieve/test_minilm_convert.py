"""The graph computes what the encoder's formula says; a small encoder with drawn weights shows it.

The formula is worked out beside it in plain numpy, in 64 bits.
"""

from __future__ import annotations

import builtins
import json
import math
import os
import struct
from pathlib import Path

import numpy as np
import pytest

from proposalkit.errors import Unavailable
from proposalkit.retrieve.minilm import graph
from proposalkit.retrieve.minilm.convert import convert
from proposalkit.retrieve.minilm.tensors import read_tensors

WIDTH, HEADS, WORDS, PLACES = 48, 12, 30, 16
TOKENS = [1, 7, 7, 22, 5, 29, 2]
SHAPES = {
    "attention.self.query": (WIDTH, WIDTH),
    "attention.self.key": (WIDTH, WIDTH),
    "attention.self.value": (WIDTH, WIDTH),
    "attention.output.dense": (WIDTH, WIDTH),
    "intermediate.dense": (4 * WIDTH, WIDTH),
    "output.dense": (WIDTH, 4 * WIDTH),
}
Weights = dict[str, np.ndarray]


@pytest.fixture
def weights(monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Weights of an encoder of two layers; the graph is told the same measures."""
    monkeypatch.setattr(graph, "_LAYERS", 2)
    monkeypatch.setattr(graph, "DIMENSIONS", WIDTH)
    drawn = np.random.default_rng(20260301)
    made = {
        "embeddings.word_embeddings.weight": drawn.normal(size=(WORDS, WIDTH)),
        "embeddings.position_embeddings.weight": drawn.normal(size=(PLACES, WIDTH)),
        "embeddings.token_type_embeddings.weight": drawn.normal(size=(2, WIDTH)),
        "embeddings.LayerNorm.weight": drawn.normal(1, 0.1, WIDTH),
        "embeddings.LayerNorm.bias": drawn.normal(0, 0.1, WIDTH),
    }
    for layer in (f"encoder.layer.{number}" for number in range(2)):
        for name, shape in SHAPES.items():
            made[f"{layer}.{name}.weight"] = drawn.normal(0, 0.2, shape)
            made[f"{layer}.{name}.bias"] = drawn.normal(0, 0.1, shape[0])
        for name in ("attention.output", "output"):
            made[f"{layer}.{name}.LayerNorm.weight"] = drawn.normal(1, 0.1, WIDTH)
            made[f"{layer}.{name}.LayerNorm.bias"] = drawn.normal(0, 0.1, WIDTH)
    return {name: values.astype("<f4") for name, values in made.items()}


def file_of(weights: Weights) -> bytes:
    """Write weights as a safetensors file, with an entry that is no tensor of floats."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, values in weights.items():
        place = [len(body), len(body) + values.nbytes]
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": place}
        body += values.tobytes()
    header["positions"] = {"dtype": "I64", "shape": [1], "data_offsets": [len(body), len(body) + 8]}
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body + bytes(8)


def formula(weights: Weights, tokens: list[int]) -> np.ndarray:
    """Work the encoder out by its published formula."""
    exact = {name: values.astype(np.float64) for name, values in weights.items()}

    def norm(rows: np.ndarray, name: str) -> np.ndarray:
        spread = np.sqrt(rows.var(-1, keepdims=True) + 1e-12)
        scaled = (rows - rows.mean(-1, keepdims=True)) / spread
        return scaled * exact[f"{name}.weight"] + exact[f"{name}.bias"]

    def dense(rows: np.ndarray, name: str) -> np.ndarray:
        return rows @ exact[f"{name}.weight"].T + exact[f"{name}.bias"]

    size = len(tokens)
    rows = exact["embeddings.word_embeddings.weight"][tokens]
    rows = rows + exact["embeddings.position_embeddings.weight"][:size]
    rows = norm(rows + exact["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in (f"encoder.layer.{number}" for number in range(2)):
        query, key, value = (
            dense(rows, f"{layer}.attention.self.{part}")
            .reshape(size, HEADS, WIDTH // HEADS)
            .transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(WIDTH // HEADS))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ value
        joined = dense(
            mixed.transpose(1, 0, 2).reshape(size, WIDTH), f"{layer}.attention.output.dense"
        )
        rows = norm(rows + joined, f"{layer}.attention.output.LayerNorm")
        wide = dense(rows, f"{layer}.intermediate.dense")
        bent = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        rows = norm(rows + dense(bent, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
    mean = rows.mean(0)
    return mean / np.linalg.norm(mean)


def run(model: bytes) -> np.ndarray:
    """Run a graph on the tokens."""
    onnxruntime = pytest.importorskip("onnxruntime")
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (rows,) = session.run(None, {graph.INPUT: np.array([TOKENS], dtype=np.int64)})
    return rows[0]


def test_tensors_are_read_as_they_were_written(weights: Weights) -> None:
    found = read_tensors(file_of(weights))
    assert found.keys() == weights.keys()
    assert all(np.array_equal(found[name], values) for name, values in weights.items())


def test_the_graph_gives_the_vector_of_the_formula(weights: Weights) -> None:
    pytest.importorskip("onnx")
    found = run(graph.build_graph(weights).SerializeToString())
    assert np.abs(found - formula(weights, TOKENS)).max() < 1e-5


def test_the_converted_file_is_near_the_formula_small_and_alone(
    weights: Weights, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("onnx")
    target = tmp_path / "model.onnx"
    convert(file_of(weights), target)
    # Eight bits a weight instead of 32; the rest is names, scales and biases.
    assert target.stat().st_size < sum(values.nbytes for values in weights.values()) * 0.5
    assert float(run(target.read_bytes()) @ formula(weights, TOKENS)) > 0.98
    assert [path.name for path in tmp_path.iterdir()] == ["model.onnx"]
    assert capfd.readouterr() == ("", "")


def test_no_weight_leaves_the_reduced_range(weights: Weights, tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    convert(file_of(weights), tmp_path / "model.onnx")
    model = onnx.load(tmp_path / "model.onnx")
    stored = [
        onnx.numpy_helper.to_array(one)
        for one in model.graph.initializer
        if one.data_type == onnx.TensorProto.INT8 and len(one.dims) == 2
    ]
    assert len(stored) >= 8  # four products in each of two layers
    assert max(int(np.abs(one.astype(int)).max()) for one in stored) <= 64


def test_a_disk_that_fills_up_midway_is_told_as_such(
    weights: Weights, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inference = pytest.importorskip("onnx.shape_inference")
    real = inference.infer_shapes_path

    def cut_off(source: str, target: str) -> None:
        real(source, target)
        os.truncate(target, os.path.getsize(target) // 2)  # what it leaves on a full disk

    monkeypatch.setattr(inference, "infer_shapes_path", cut_off)
    with pytest.raises(OSError, match="No space left"):
        convert(file_of(weights), tmp_path / "model.onnx")
    assert not (tmp_path / "model.onnx").exists()


def test_the_same_weights_give_the_same_file(weights: Weights, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    for name in ("one", "two"):
        convert(file_of(weights), tmp_path / f"{name}.onnx")
    assert (tmp_path / "one.onnx").read_bytes() == (tmp_path / "two.onnx").read_bytes()


def test_without_the_converter_the_pip_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_onnx(name: str, *rest: object) -> object:
        if name == "onnx":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_onnx)
    with pytest.raises(Unavailable, match='"onnx" is not installed') as caught:
        convert(b"", tmp_path / "model.onnx")
    assert caught.value.remedy == "Run: pip install 'proposalkit[models]'"
