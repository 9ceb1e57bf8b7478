"""Reads the tensors of a safetensors file."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PREFIX = 8


def read_tensors(data: bytes) -> Mapping[str, NDArray[np.float32]]:
    """Give each tensor of 32-bit floats by its name; others, such as position ids, are left out.

    The bytes must be checked before: this trusts the header.
    """
    (size,) = struct.unpack_from("<Q", data)
    start = _PREFIX + int(size)
    header = cast("dict[str, dict[str, object]]", json.loads(data[_PREFIX:start]))
    return {
        name: _tensor(data, start, entry)
        for name, entry in header.items()
        if entry.get("dtype") == "F32"
    }


def _tensor(data: bytes, start: int, entry: Mapping[str, object]) -> NDArray[np.float32]:
    import numpy as np

    shape = cast("list[int]", entry["shape"])
    first, last = cast("list[int]", entry["data_offsets"])
    count = (last - first) // np.dtype("<f4").itemsize
    return np.frombuffer(data, "<f4", count=count, offset=start + first).reshape(shape)
