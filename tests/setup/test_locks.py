"""The lock files pin every dependency by version and hash, and name no place to fetch it from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
LOCKS = pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK], ids=lambda lock: lock.name)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = ("linux", "darwin")


def pins(lock: Path) -> dict[str, list[Requirement]]:
    """Package name to its pins; a package may have one pin for each system."""
    found: dict[str, list[Requirement]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            pin = Requirement(line.removesuffix("\\"))
            found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def declared(*, dev: bool) -> list[Requirement]:
    """What pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = project["dependencies"] + (project["optional-dependencies"]["dev"] if dev else [])
    return [Requirement(text) for text in texts]


def applies(pin: Requirement, python: str, system: str) -> bool:
    """Whether a pin is installed by CPython of this version on this system."""
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return pin.marker is None or pin.marker.evaluate(environment)


@pytest.mark.parametrize(("lock", "dev"), [(RUN_LOCK, False), (DEV_LOCK, True)])
def test_each_dependency_is_pinned_within_its_declared_range(lock: Path, dev: bool) -> None:
    pinned = pins(lock)
    for wanted in declared(dev=dev):
        for pin in pinned[canonicalize_name(wanted.name)]:
            (version,) = pin.specifier
            assert version.operator == "=="
            assert wanted.specifier.contains(version.version), f"{wanted} against {pin}"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_each_dependency_has_one_pin_on_each_python_and_system(python: str, system: str) -> None:
    pinned = pins(DEV_LOCK)
    for wanted in declared(dev=True):
        found = [p for p in pinned[canonicalize_name(wanted.name)] if applies(p, python, system)]
        assert len(found) == 1, f"{wanted.name} on Python {python}, {system}: {found}"


@LOCKS
def test_every_pin_has_a_hash(lock: Path) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    without = [block.split()[0] for block in blocks[1:] if "--hash=sha256:" not in block]
    assert without == []


@LOCKS
def test_no_lock_names_an_address_or_a_local_path(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    places = re.findall(r"://|file:|--(?:extra-)?index|--find-links|--trusted-host| @ |[ =]/", text)
    assert places == []


def test_run_time_pins_are_the_same_in_both_locks() -> None:
    development = pins(DEV_LOCK)
    different = [
        name
        for name, found in pins(RUN_LOCK).items()
        # Tools of development may need a package on one system more, never in another version.
        if {str(pin.specifier) for pin in found}
        != {str(pin.specifier) for pin in development[name]}
    ]
    assert different == []
