"""A built wheel carries all it needs: it starts a workspace and makes a kit anywhere, offline."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {
    "knowledge": "knowledge",
    "templates": "templates",
    "examples/workspace": "workspace",
    "examples/hospital-group": "hospital-group",
    "examples/manufacturer": "manufacturer",
    "schema": "schema",
}
EXAMPLES = {
    "retailer": "nordwind-support",
    "hospital-group": "tamarack-authorizations",
    "manufacturer": "huettental-service",
}

# Runs in every process of the installed program. An audit hook cannot be taken off again.
GUARD = """
import os, sys
watch = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
checkout = tuple({checkout!r})
inside = False
def guard(event, arguments):
    global inside
    if inside:
        return
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        if int(arguments[0].family) == 1:  # AF_UNIX stays on this machine
            return
    elif event in ("open", "os.listdir", "os.scandir"):
        inside = True
        try:
            path = arguments[0]
            if isinstance(path, (str, os.PathLike)):
                path = os.path.abspath(os.fspath(path))
                if isinstance(path, str) and path.startswith(checkout):
                    os.write(watch, f"{{event}} {{path}}\\n".encode())
        finally:
            inside = False
        return
    elif event not in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return
    os.write(watch, f"{{event}} {{arguments[1:]}}\\n".encode())
    raise PermissionError(f"no network in this test: {{event}}")
sys.addaudithook(guard)
"""


@dataclass(frozen=True)
class Installed:
    """The wheel in an environment of its own that sees the pinned packages, not the checkout."""

    wheel: Path
    python: Path
    log: Path
    home: Path

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program of this environment from a folder far from the project."""
        program, *arguments = command
        return subprocess.run(
            [self.python.parent / program, *arguments],
            cwd=self.home,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.home), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def data(self) -> Path:
        """The data folder of the installed package, as the program itself finds it."""
        code = "from proposalkit.knowledge.packaged import packaged_root; print(packaged_root())"
        return Path(self.run("python", "-c", code).stdout.strip())

    def trespasses(self) -> list[str]:
        """Each attempt to use the network or to read the checkout, so far; none without a log."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


def checked(*command: str | Path) -> None:
    """Run one step of the preparation; its whole output is the failure's text."""
    quiet = {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | quiet, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel and install it without an index."""
    base = tmp_path_factory.mktemp("wheel")
    checked(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", base, ROOT)
    (wheel,) = base.glob("*.whl")

    checked(sys.executable, "-m", "venv", "--without-pip", base / "venv")
    python = base / "venv" / "bin" / "python"
    checked(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet"),
        *("--no-deps", "--no-index", wheel),
    )
    (site,) = (base / "venv" / "lib").glob("python3*/site-packages")
    # A path named in a .pth file is searched, but the .pth files in it are not read:
    # so the pinned packages are seen and the editable checkout is not.
    (site / "pinned.pth").write_text(f"{sysconfig.get_path('purelib')}\nimport offline_guard\n")
    log = base / "trespasses.txt"
    checkout = [f"{ROOT / folder}{os.sep}" for folder in ("src", *SHIPPED)]
    (site / "offline_guard.py").write_text(GUARD.format(log=str(log), checkout=checkout))
    home = base / "elsewhere"
    home.mkdir()
    return Installed(wheel, python, log, home)


def test_the_wheel_holds_every_shipped_file(installed: Installed) -> None:
    expected = {
        f"proposalkit/_data/{target}/{file.relative_to(ROOT / source).as_posix()}"
        for source, target in SHIPPED.items()
        for file in (ROOT / source).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    held = {name for name in zipfile.ZipFile(installed.wheel).namelist() if "/_data/" in name}
    assert held == expected
    assert {name.split("/")[2] for name in held} == set(SHIPPED.values())


def test_the_guard_of_these_tests_stops_the_network_and_notes_reads_of_the_checkout(
    installed: Installed,
) -> None:
    before = len(installed.trespasses())
    calling = "import socket; socket.create_connection(('127.0.0.1', 9))"
    assert "no network in this test" in installed.run("python", "-c", calling).stderr
    reading = f"open({str(ROOT / 'src' / 'proposalkit' / 'py.typed')!r}).close()"
    assert installed.run("python", "-c", reading).returncode == 0
    assert [line.split()[0] for line in installed.trespasses()[before:]] == [
        "socket.getaddrinfo",
        "open",
    ]


def test_the_installed_program_starts_workspaces_offline(installed: Installed) -> None:
    assert installed.data().is_relative_to(installed.python.parents[1])
    before = len(installed.trespasses())
    begun = installed.run("proposalkit", "init", "empty-forms")
    assert begun.returncode == 0, begun.stdout + begun.stderr
    assert (installed.home / "empty-forms" / "seller.yaml").is_file()
    for example in EXAMPLES:
        _start(installed, example, f"begun-{example}")
    assert installed.trespasses()[before:] == []


def _start(installed: Installed, example: str, folder: str) -> None:
    begun = installed.run("proposalkit", "init", folder, "--example", "--which", example)
    assert begun.returncode == 0, begun.stdout + begun.stderr
    assert (installed.home / folder / "seller.yaml").is_file()


@pytest.mark.parametrize(
    "example",
    ["retailer", *(pytest.param(one, marks=pytest.mark.deep) for one in [*EXAMPLES][1:])],
)
def test_the_installed_program_makes_the_kit_of_an_example_offline(
    example: str, installed: Installed
) -> None:
    before = len(installed.trespasses())
    _start(installed, example, example)
    deal = EXAMPLES[example]
    made = installed.run("proposalkit", "generate", deal, "--workspace", example)
    # 3: the kit is whole and its memo lists open questions.
    assert made.returncode in {0, 3}, made.stdout + made.stderr
    (pdf,) = (installed.home / example / "output" / deal).glob("*/buyer/proposal.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert pdf.with_name("proposal.json").stat().st_size > 0
    assert installed.trespasses()[before:] == []
