"""The set-up script chooses, installs, refuses and rests as promised; its helpers are stand-ins."""

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3")
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PINS = "src/proposalkit/retrieve/minilm/pins.py"
LEFT_BEHIND = "echo 'this name starts nothing' >&2; exit 127"
REAL = f'exec {shlex.quote(sys.executable)} "$@"'


@dataclass(frozen=True)
class Machine:
    """A copy of the script in a folder of its own, with stand-ins for the programs it calls."""

    root: Path

    @property
    def calls(self) -> list[str]:
        """What the stand-ins were asked to do, in order."""
        log = self.root / "calls.txt"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def put(self, name: str, body: str = "") -> None:
        """Add a stand-in; it writes its call down, then does what `body` says."""
        file = self.root / name if "/" in name else self.root / "bin" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        log = shlex.quote(str(self.root / "calls.txt"))
        file.write_text(f'#!/bin/bash\necho "{file.name} $*" >>{log}\n{body}\n')
        file.chmod(0o755)

    def run(self, *function: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Call one function of the script, or the whole script."""
        script = self.root / "scripts" / "setup.sh"
        command = ["-c", f'source "{script}"; {" ".join(function)}'] if function else [script]
        return subprocess.run(
            ["/bin/bash", *command],
            env={"PATH": f"{self.root / 'bin'}:/usr/bin:/bin", **variables},
            capture_output=True,
            text=True,
            timeout=60,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine where no Python starts and nothing may be installed; its folder has a space."""
    root = tmp_path / "a folder"
    root.mkdir()
    for name in ("scripts/setup.sh", "scripts/check_pango.py", "requirements-dev.lock", PINS):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    (root / "pyproject.toml").write_text("[project]\n")
    made = Machine(root)
    for name in CANDIDATES:
        made.put(name, LEFT_BEHIND)
    made.put("sudo", "exit 1")
    made.put("id", "echo 1000")
    made.put("uname", "echo Linux")
    made.put("apt-get", "exit 1")
    return made


def with_venv(machine: Machine, *, pango: str = "exit 0", model: str = "exit 0") -> None:
    """Give the machine a .venv whose pip installs nothing and whose Pango check says `pango`.

    `model` is what `proposalkit models install` does.
    """
    cases = f'"-m pip"*) exit 0;; *check_pango.py) {pango};; "-m proposalkit"*) {model};;'
    body = f'case "$*" in {cases} esac\n{REAL}'
    machine.put(".venv/bin/python", body)
    machine.put(".venv/bin/pip", f"# {machine.root}/.venv/bin/python")


def pip_calls(machine: Machine) -> list[str]:
    """The installations asked of pip."""
    return [call for call in machine.calls if call.startswith("python -m pip install")]


def model_calls(machine: Machine) -> list[str]:
    """The installations of the embedding model that were asked for."""
    return [call for call in machine.calls if call.startswith("python -m proposalkit")]


def test_the_first_python_that_really_starts_and_is_recent_is_chosen(machine: Machine) -> None:
    machine.put("python3.12", 'case "$*" in *version_info*) exit 1;; esac')
    machine.put("python3.11", REAL)
    machine.put("python3", REAL)
    assert machine.run("find_python").stdout == "python3.11\n"


def test_a_python_named_by_hand_comes_first(machine: Machine) -> None:
    machine.put("python3.13", REAL)
    assert machine.run("find_python", PYTHON=sys.executable).stdout == f"{sys.executable}\n"


def test_a_python_named_by_hand_that_is_too_old_is_refused(machine: Machine) -> None:
    done = machine.run("find_python", PYTHON="python3.12")
    assert done.returncode == 1
    assert 'PYTHON="python3.12" is not a Python of version 3.11 or newer.' in done.stderr


def test_without_any_python_the_commands_that_get_one_are_printed(machine: Machine) -> None:
    done = machine.run()
    assert done.returncode == 1
    assert "sudo apt-get install -y python3 python3-venv" in done.stderr
    assert "make PYTHON=/path/to/python3.11" in done.stderr


def test_a_python_that_cannot_make_environments_is_named_with_the_package_it_lacks(
    machine: Machine,
) -> None:
    machine.put("python3.13", f'case "$*" in *ensurepip*) exit 1;; esac\n{REAL}')
    done = machine.run()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 1
    assert f"sudo apt-get install -y python{version}-venv" in done.stderr
    assert not (machine.root / ".venv").exists()


def test_root_gets_the_missing_venv_package_and_goes_on(machine: Machine) -> None:
    there = shlex.quote(str(machine.root / "ensurepip-is-there"))
    machine.put("id", "echo 0")
    machine.put("apt-get", f'case "$*" in *install*-venv) touch {there};; esac')
    machine.put("python3.13", f'case "$*" in *ensurepip*) [ -e {there} ]; exit;; esac\n{REAL}')
    assert machine.run("need_ensurepip", "python3.13").returncode == 0
    assert (machine.root / "ensurepip-is-there").exists()


def test_without_permission_the_one_command_for_pango_is_printed_and_the_script_stops(
    machine: Machine,
) -> None:
    with_venv(machine, pango="echo System libraries that do not load: pango.; exit 1")
    done = machine.run()
    assert done.returncode == 1
    assert done.stderr == (
        "System libraries that do not load: pango.\n"
        "The PDF renderer needs it. Run this, then the same make command again:\n"
        f"    sudo apt-get update && sudo apt-get install -y {PANGO}\n"
    )
    assert not any(call.startswith("apt-get") for call in machine.calls)


@pytest.mark.parametrize("user", ["root", "sudo"])
def test_with_permission_pango_is_installed_with_fresh_package_lists(
    machine: Machine, user: str
) -> None:
    lists, library = (shlex.quote(str(machine.root / name)) for name in ("lists", "library"))
    with_venv(machine, pango=f"[ -e {library} ]; exit")
    machine.put("id", "echo 0" if user == "root" else "echo 1000")
    machine.put("sudo", 'shift; exec "$@"')
    machine.put(
        "apt-get",
        f'case "$*" in *update) touch {lists};; *) [ -e {lists} ] && touch {library};; esac',
    )
    assert machine.run().returncode == 0
    assert [call for call in machine.calls if call.startswith("apt-get")] == [
        f"apt-get -q -y install --no-install-recommends {PANGO}",
        "apt-get -q -y update",
        f"apt-get -q -y install --no-install-recommends {PANGO}",
    ]


def test_on_macos_homebrew_is_named(machine: Machine) -> None:
    machine.put("uname", "echo Darwin")
    machine.put("brew", "exit 1")
    assert machine.run("how_to_get_pango").stdout == "    brew install pango\n"


def test_the_second_run_installs_nothing_and_says_nothing(machine: Machine) -> None:
    with_venv(machine)
    assert machine.run().returncode == 0
    first = pip_calls(machine)
    assert ["--require-hashes" in call for call in first] == [True, False]
    assert ["--no-deps --no-build-isolation --editable" in call for call in first] == [False, True]

    again = machine.run()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert pip_calls(machine) == first


@pytest.mark.parametrize("name", ["requirements-dev.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_file_is_installed(machine: Machine, name: str) -> None:
    with_venv(machine)
    machine.run()
    with (machine.root / name).open("a") as file:
        file.write("# changed\n")
    machine.run()
    assert len(pip_calls(machine)) == 4


def test_a_failed_installation_shows_what_pip_said_and_is_tried_again(machine: Machine) -> None:
    with_venv(machine)
    machine.put(".venv/bin/python", f'[ "$2" = pip ] && {{ echo no route; exit 1; }}\n{REAL}')
    for _ in range(2):
        done = machine.run()
        assert done.returncode == 1
        assert done.stderr.startswith("no route\n")
    assert len(pip_calls(machine)) == 2


def test_the_model_is_installed_into_the_checkouts_cache_once(machine: Machine) -> None:
    with_venv(machine, model='echo "$PROPOSALKIT_MODELS"; exit 0')
    first = machine.run()
    assert first.returncode == 0
    assert "Installing the embedding model" in first.stdout
    assert (machine.root / ".cache/models/.set-up").read_text().startswith("there ")
    assert machine.run().stdout == ""
    assert model_calls(machine) == ["python -m proposalkit models install"]


def test_a_folder_of_models_named_by_the_user_is_used(machine: Machine, tmp_path: Path) -> None:
    with_venv(machine, model='mkdir -p "$PROPOSALKIT_MODELS"; touch "$PROPOSALKIT_MODELS/it"')
    machine.run(PROPOSALKIT_MODELS=str(tmp_path / "mine"))
    assert (tmp_path / "mine/it").exists()
    assert not (machine.root / ".cache/models").exists()


def test_without_the_model_set_up_says_so_in_two_lines_and_succeeds(machine: Machine) -> None:
    with_venv(machine, model="echo detail >&2; echo 'No route. Run: this' >&2; exit 2")
    done = machine.run()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2:] == [
        "The embedding model could not be installed; search goes on by words alone.",
        "    No route. Run: this",
    ]


def test_a_model_sought_in_vain_is_sought_again_the_next_day_only(machine: Machine) -> None:
    with_venv(machine, model="exit 2")
    machine.put("date", "echo 2026-03-01")
    machine.run()
    assert machine.run().stdout == ""
    assert len(model_calls(machine)) == 1
    machine.put("date", "echo 2026-03-02")
    machine.run()
    assert len(model_calls(machine)) == 2


def test_a_model_sought_in_vain_is_sought_again_with_new_packages(machine: Machine) -> None:
    with_venv(machine, model="exit 2")
    machine.run()
    with (machine.root / "requirements-dev.lock").open("a") as file:
        file.write("# changed\n")
    machine.run()
    assert len(model_calls(machine)) == 2


def test_another_model_pinned_is_installed(machine: Machine) -> None:
    with_venv(machine)
    machine.run()
    with (machine.root / PINS).open("a") as file:
        file.write("# changed\n")
    machine.run()
    assert len(model_calls(machine)) == 2


def test_a_folder_of_models_that_cannot_be_written_does_not_stop_set_up(machine: Machine) -> None:
    with_venv(machine, model="exit 2")
    (machine.root / ".cache").mkdir()
    (machine.root / ".cache/models").write_text("a file in the way")
    assert machine.run().returncode == 0


def test_an_environment_made_in_another_folder_is_made_anew(machine: Machine) -> None:
    with_venv(machine)
    machine.put(".venv/bin/pip", "# /somewhere/else/.venv/bin/python")
    assert machine.run("fault_of_venv").stdout == "it was made in another folder\n"


def test_the_libraries_of_this_machine_are_the_ones_the_installed_weasyprint_opens() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "check_pango.py"],
        env=dict(os.environ),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
