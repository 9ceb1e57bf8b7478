"""What -v switches on: redacted lines on stderr, one for each step."""

from __future__ import annotations

import logging
import platform
import sys

from proposalkit import __version__


def start_log(verbosity: int) -> None:
    """Show steps with -v, also their begin with -vv; without either nothing is shown."""
    from proposalkit.workflows.steps import LOG, RedactedLines

    for old in tuple(LOG.handlers):
        LOG.removeHandler(old)
    LOG.propagate = False
    if not verbosity:
        LOG.addHandler(logging.NullHandler())
        LOG.setLevel(logging.WARNING)
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactedLines())
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO if verbosity == 1 else logging.DEBUG)
    python = platform.python_version()
    LOG.info("proposalkit=%s python=%s system=%s", __version__, python, platform.system())


def is_logging() -> bool:
    """Say whether lines are shown, so that a spinner keeps out of their way."""
    from proposalkit.workflows.steps import LOG

    return any(not isinstance(one, logging.NullHandler) for one in LOG.handlers)
