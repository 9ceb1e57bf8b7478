"""Where the embedding model lies, whether it is whole, and what its vectors are called."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from proposalkit.errors import Unavailable
from proposalkit.model.base import Model
from proposalkit.retrieve.minilm.cpu import cpu_class
from proposalkit.retrieve.minilm.pins import RECIPE, TOKENIZER, WEIGHTS

FOLDER = "all-minilm-l6-v2"
GRAPH_FILE, TOKENIZER_FILE, RECORD_FILE = "model.onnx", "tokenizer.json", "record.json"
INSTALL = "Run: proposalkit models install"

_VARIABLE = "PROPOSALKIT_MODELS"
_SHORT = 8
_CHECKOUT = Path(__file__).resolve().parents[4]
_CHECKOUT_MODELS = _CHECKOUT / ".cache" / "models"

ModelState = Literal["installed", "absent", "damaged"]


class ModelRecord(Model):
    """What an installation wrote down about itself, last of all its files."""

    format: Literal[1] = 1
    recipe: str
    weights_sha256: str
    tokenizer_sha256: str
    graph_sha256: str


class ModelFiles(NamedTuple):
    """The two files an embedder needs, checked, and the name of the vectors they give."""

    graph: bytes
    tokenizer: bytes
    fingerprint: str


class ModelStatus(NamedTuple):
    """Whether the model can be used; `problem` says why not, `remedy` what to do."""

    state: ModelState
    folder: Path
    fingerprint: str = ""
    problem: str = ""
    remedy: str = ""


def models_folder() -> Path:
    """Give the folder of the models: PROPOSALKIT_MODELS, else one in the user's data folder.

    A checkout whose set-up has put the model into its own cache is found without the variable.
    """
    named = os.environ.get(_VARIABLE)
    if named:
        return Path(named).expanduser()
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT_MODELS / FOLDER).is_dir():
        return _CHECKOUT_MODELS
    data = os.environ.get("XDG_DATA_HOME", "")
    base = Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share"
    return base / "proposalkit" / "models"


def model_fingerprint() -> str:
    """Name the vectors this model gives on this machine's class of processor."""
    parts = (WEIGHTS.sha256[:_SHORT], TOKENIZER.sha256[:_SHORT], RECIPE, cpu_class())
    return "-".join(("minilm", *parts))


def model_status(models: Path | None = None) -> ModelStatus:
    """Look at the installed model, every byte of it."""
    folder = (models or models_folder()) / FOLDER
    if not folder.exists():
        return ModelStatus("absent", folder, "", "The embedding model is not installed.", INSTALL)
    try:
        files = _checked(folder)
    except Unavailable as error:
        return ModelStatus("damaged", folder, "", error.message, error.remedy)
    return ModelStatus("installed", folder, files.fingerprint)


def read_model(models: Path | None = None) -> ModelFiles:
    """Read the installed model; raises Unavailable when it is absent or damaged."""
    folder = (models or models_folder()) / FOLDER
    if not folder.exists():
        raise Unavailable(f'The embedding model is not installed in "{folder.parent}".', INSTALL)
    return _checked(folder)


def _checked(folder: Path) -> ModelFiles:
    record = _record(folder)
    pinned = (RECIPE, WEIGHTS.sha256, TOKENIZER.sha256)
    if (record.recipe, record.weights_sha256, record.tokenizer_sha256) != pinned:
        raise _damaged(folder, "was made for another version of proposalkit")
    graph = _whole(folder / GRAPH_FILE, record.graph_sha256)
    tokenizer = _whole(folder / TOKENIZER_FILE, record.tokenizer_sha256)
    return ModelFiles(graph, tokenizer, model_fingerprint())


def _record(folder: Path) -> ModelRecord:
    try:
        return ModelRecord.model_validate_json((folder / RECORD_FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise _damaged(folder, f'is damaged: "{RECORD_FILE}" is missing or broken') from error


def _whole(file: Path, sha256: str) -> bytes:
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _damaged(
            file.parent, f'is damaged: "{file.name}" cannot be read ({reason})'
        ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _damaged(file.parent, f'is damaged: "{file.name}" is not the file that was installed')
    return data


def _damaged(folder: Path, how: str) -> Unavailable:
    return Unavailable(f'The embedding model in "{folder}" {how}.', INSTALL)
