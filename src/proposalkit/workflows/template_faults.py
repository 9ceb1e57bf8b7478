"""A page template of a workspace that does not work: where, and what to do."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from proposalkit.errors import InputRefused
from proposalkit.knowledge.text_files import shown_path
from proposalkit.model.finding import Finding


@contextmanager
def said_with_place() -> Iterator[None]:
    """Turn an error of a template into a finding with file and line; raises InputRefused."""
    try:
        yield
    except TemplateError as error:
        finding = Finding(
            id="bad-template",
            where=_place(error),
            message=f"This template cannot be filled: {str(error.message).rstrip('.')}.",
            remedy="Mend it, or remove the workspace's own file and use the packaged one.",
        )
        raise InputRefused([finding]) from error


def _place(error: TemplateError) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{shown_path(Path(error.filename or error.name or 'template'))}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".j2")]
    if not inside:
        return "templates"
    return f"{shown_path(Path(inside[-1].filename))}:{inside[-1].lineno}"
