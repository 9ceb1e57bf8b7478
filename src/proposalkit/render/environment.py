"""The page templates in effect, and the jinja environment that reads them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.render.coverage import FILE_NAME as COVERAGE_FILE

if TYPE_CHECKING:
    from jinja2 import BytecodeCache
    from jinja2.sandbox import ImmutableSandboxedEnvironment

# `default` hides a missing name, `safe` turns escaping off, the others build markup from data
FORBIDDEN_FILTERS = ("default", "d", "safe", "xmlattr", "urlize", "random", "pprint")
FORBIDDEN_GLOBALS = ("lipsum", "cycler", "range")
TEMPLATE_SUFFIXES = (".j2", ".css")


@dataclass(frozen=True, slots=True)
class TemplateFolders:
    """The shipped templates folder, and a workspace folder that replaces them file by file."""

    shipped: Path
    overlay: Path | None = None
    cache: Path | None = None
    """Where compiled templates are kept between runs; None: nowhere."""

    @property
    def roots(self) -> tuple[Path, ...]:
        """Give the folders, the one that wins first."""
        return (self.shipped,) if self.overlay is None else (self.overlay, self.shipped)

    @property
    def fonts(self) -> Path:
        """Give the folder of the shipped fonts, the only ones a page may use."""
        return self.shipped / "fonts"

    def files(self) -> dict[str, Path]:
        """Give each template's and stylesheet's name with the file in effect, by name."""
        found: dict[str, Path] = {}
        for root in reversed(self.roots):
            files = (path for path in root.rglob("*") if path.suffix in TEMPLATE_SUFFIXES)
            found |= {path.relative_to(root).as_posix(): path for path in files}
        return dict(sorted(found.items()))

    def text(self, name: str) -> str:
        """Read one stylesheet or template in effect; raises FileNotFoundError if there is none."""
        for root in self.roots:
            if (root / name).is_file():
                return (root / name).read_text(encoding="utf-8")
        raise FileNotFoundError(name)

    def digest(self) -> str:
        """Give one SHA-256 over the templates, stylesheets and fonts in effect."""
        parts = self.files() | {"fonts": self.fonts / COVERAGE_FILE}
        lines = [f"{_sha256(path)}  {name}\n" for name, path in parts.items()]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def replaced(self) -> dict[str, str]:
        """Give the name and SHA-256 of each shipped file that the overlay replaces."""
        used = self.files()
        shipped = TemplateFolders(self.shipped).files()
        return {name: _sha256(path) for name, path in shipped.items() if used[name] != path}


@cache
def template_environment(folders: TemplateFolders) -> ImmutableSandboxedEnvironment:
    """Make the environment: sandboxed, escaping, and strict about missing names.

    Why the filters are taken out: a template that uses one then fails to compile.
    """
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders.roots),
        autoescape=True,
        bytecode_cache=_bytecode_cache(folders.cache),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for name in FORBIDDEN_FILTERS:
        environment.filters.pop(name)
    for name in FORBIDDEN_GLOBALS:
        environment.globals.pop(name)
    return environment


def _bytecode_cache(folder: Path | None) -> BytecodeCache | None:
    """Keep compiled templates in a private folder; without one they are compiled in each run."""
    from jinja2 import FileSystemBytecodeCache

    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
