"""The shipped data is found beside an installed package and in a checkout alike."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from proposalkit.errors import Unavailable
from proposalkit.knowledge import packaged

ROOT = Path(__file__).resolve().parents[2]


def copy_of_module(package: Path) -> ModuleType:
    """The module as it would run from another package folder."""
    room = package / "knowledge"
    room.mkdir(parents=True)
    file = Path(shutil.copy(packaged.__file__, room))
    spec = importlib.util.spec_from_file_location("packaged_elsewhere", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_checkout_gives_its_own_folders() -> None:
    assert packaged.packaged_root() == ROOT
    assert packaged.packaged_path("templates") == ROOT / "templates"
    assert packaged.packaged_path("workspace") == ROOT / "examples" / "workspace"


@pytest.mark.parametrize("name", ["knowledge", "templates", "workspace", "schema"])
def test_an_installed_package_gives_the_data_inside_it(tmp_path: Path, name: str) -> None:
    package = tmp_path / "site-packages" / "proposalkit"
    (package / "_data" / name).mkdir(parents=True)
    assert copy_of_module(package).packaged_path(name) == package / "_data" / name


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    package = tmp_path / "proposalkit"
    (package / "_data").mkdir(parents=True)
    with pytest.raises(Unavailable, match=r'"schema" .* is not at .*_data/schema') as refused:
        copy_of_module(package).packaged_path("schema")
    assert refused.value.remedy.startswith("Install proposalkit again")
