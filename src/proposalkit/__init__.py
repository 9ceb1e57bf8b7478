"""One deal brief in, one procurement kit out.

The names of `__all__` are the public ones. Each is loaded when it is first asked for, so that
`import proposalkit` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proposalkit.errors import InputRefused, Refused, Unavailable
    from proposalkit.model.finding import Verdict
    from proposalkit.model.proposal import Proposal
    from proposalkit.workflows.generate import Request, generate_kit
    from proposalkit.workflows.kit_report import KitReport
    from proposalkit.workflows.read import read_proposal
    from proposalkit.workflows.search import search
    from proposalkit.workflows.verify import verify_path

__version__ = "0.1.0"

__all__ = [
    "InputRefused",
    "KitReport",
    "Proposal",
    "Refused",
    "Request",
    "Unavailable",
    "Verdict",
    "__version__",
    "generate_kit",
    "read_proposal",
    "search",
    "verify_path",
]

# Names of modules, not imports: a room that asks for the version must not load the rooms above it.
_HOMES = {
    "InputRefused": "errors",
    "KitReport": "workflows.kit_report",
    "Proposal": "model.proposal",
    "Refused": "errors",
    "Request": "workflows.generate",
    "Unavailable": "errors",
    "Verdict": "model.finding",
    "generate_kit": "workflows.generate",
    "read_proposal": "workflows.read",
    "search": "workflows.search",
    "verify_path": "workflows.verify",
}

if not TYPE_CHECKING:  # mypy then still finds a misspelt name

    def __getattr__(name: str) -> object:
        """Load a public name; raises AttributeError for any other."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
