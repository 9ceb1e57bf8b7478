"""Where the data that ships with the program lies: in the package, else in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from proposalkit.errors import Unavailable

PackagedFolder = Literal[
    "knowledge", "templates", "workspace", "hospital-group", "manufacturer", "schema"
]

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parents[1]
# A wheel gives the example workspaces a shorter place than the checkout does.
_PLACE_IN_CHECKOUT: dict[PackagedFolder, str] = {
    "workspace": "examples/workspace",
    "hospital-group": "examples/hospital-group",
    "manufacturer": "examples/manufacturer",
}


def packaged_root() -> Path:
    """The folder that holds the shipped data: `_data` in the package, else the checkout's root."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def packaged_path(name: PackagedFolder) -> Path:
    """The folder of the shipped knowledge, templates, schemas or of an example workspace.

    Raises Unavailable if it is not there, as in a half-copied installation.
    """
    root = packaged_root()
    place = name if root == _INSTALLED else _PLACE_IN_CHECKOUT.get(name, name)
    path = root / place
    if not path.is_dir():
        raise Unavailable(
            f'The folder "{name}" that ships with proposalkit is not at {path}.',
            "Install proposalkit again; in a checkout, restore the folder with git.",
        )
    return path
