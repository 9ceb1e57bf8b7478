"""Says whether the libraries WeasyPrint needs load: exit 0, or 1 and a line on what is missing."""

import ast
import ctypes
import ctypes.util
import importlib.util
import sys
from pathlib import Path

# Optional for WeasyPrint, not for us: without it the same deal gives other bytes.
ALSO_NEEDED = frozenset({"harfbuzz_subset"})


def libraries_opened_by(source: str) -> dict[str, tuple[str, ...]]:
    """The names WeasyPrint's own file tries for each library it cannot do without.

    Read, not imported: importing looks each name up by starting a compiler, a third of a second.
    """
    found: dict[str, tuple[str, ...]] = {}
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=library)],
                value=ast.Call(func=ast.Name(id="_dlopen"), args=[_, *names], keywords=keywords),
            ) if not keywords or library in ALSO_NEEDED:
                found[library] = tuple(
                    name.value
                    for name in names
                    if isinstance(name, ast.Constant) and isinstance(name.value, str)
                )
    return found


def opens(name: str) -> bool:
    """Whether the system's loader finds a library of this name."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def loads(names: tuple[str, ...]) -> bool:
    """Whether one of the names opens, as it stands or where the system's own search finds it."""
    return any(map(opens, names)) or any(ctypes.util.find_library(name) for name in names)


def problem() -> str:
    """What is missing, as one sentence; an empty text if nothing is."""
    package = importlib.util.find_spec("weasyprint")
    if package is None or package.origin is None:
        return "The package weasyprint is not installed in .venv."
    opener = Path(package.origin).parent / "text" / "ffi.py"
    libraries = libraries_opened_by(opener.read_text(encoding="utf-8"))
    if "pango" not in libraries:
        return "This weasyprint opens Pango in a way scripts/check_pango.py cannot read."
    missing = [library for library, names in libraries.items() if not loads(names)]
    return f"System libraries that do not load: {', '.join(missing)}." if missing else ""


if __name__ == "__main__":
    found = problem()
    if found:
        print(found)
    sys.exit(bool(found))
