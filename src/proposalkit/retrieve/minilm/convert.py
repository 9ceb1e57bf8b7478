"""Turns the published weights into the small model that is run: a graph of 8-bit whole numbers."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from proposalkit.errors import Unavailable
from proposalkit.retrieve.minilm.graph import build_graph
from proposalkit.retrieve.minilm.tensors import read_tensors

_PIP = "pip install 'proposalkit[models]'"
# Says to the quantiser that there is nothing left to simplify, which it would warn about.
_PREPARED = ("onnx.quant.pre_process", "onnxruntime.quant")


def need_converter() -> None:
    """Raise Unavailable when the library that writes the graph is not installed."""
    try:
        import onnx  # noqa: F401
    except ImportError as error:
        message = 'The package "onnx" is not installed; it is needed once, to convert the model.'
        raise Unavailable(message, f"Run: {_PIP}") from error


def convert(weights: bytes, target: Path) -> None:
    """Write the model in 8 bits to a file; the folder needs room for the full one meanwhile.

    The weights take only half of the range of a byte: processors without VNNI instructions add
    products up in 16 bits, and the full range would overflow there.
    """
    need_converter()
    import onnx
    from google.protobuf.message import DecodeError

    full = target.with_suffix(".full")
    model = build_graph(read_tensors(weights))
    entry = model.metadata_props.add()
    entry.key, entry.value = _PREPARED
    try:
        onnx.save_model(model, full)
        _quantise(full, target)
    except DecodeError as error:  # the quantiser writes a file between, and notices no full disk
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
    finally:
        full.unlink(missing_ok=True)


def _quantise(full: Path, target: Path) -> None:
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        full,
        target,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        # Its own operators tell the quantiser no types; all that is multiplied here is of one.
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
