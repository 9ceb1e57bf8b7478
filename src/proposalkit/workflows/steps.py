"""What happened and how long it took: one line for each step, with nothing secret in it.

Why so strict: people send logs to others. A step says counts, ids and durations alone; and
whatever reaches a line all the same goes through `redact`.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

LOG = logging.getLogger("proposalkit")
"""The only logger the program writes to and shows; what libraries log is not shown."""
LOG.addHandler(logging.NullHandler())  # else logging prints warnings by itself

_SECRETS: ContextVar[tuple[str, ...]] = ContextVar("secrets", default=())
_ON_STEP: ContextVar[Callable[[str], None] | None] = ContextVar("on_step", default=None)
_KEY = re.compile(
    r"\b(?:sk|pk|rk|api|key|ghp|gho|xox[abprs])[-_][A-Za-z0-9_-]{8,}|\beyJ[\w-]+(?:\.[\w-]+){1,2}"
    r"|(?i:\bbearer\s+)\S+|(?i:\b[\w-]*(?:api[_-]?key|token|secret|password)[\"']?\s*[=:]\s*)\S+"
)
_URL_LOGIN = re.compile(r"(?<=://)[^/\s@]+@")
_E_MAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_SECRET_SETTING = re.compile(r"KEY|TOKEN|SECRET|PASSWORD")
_SHORTEST_SETTING = 6


@contextmanager
def step(name: str, **counts: int | str) -> Iterator[dict[str, int | str]]:
    """Time one step and log it, also when it fails; what is put into the dict is logged too.

    Values must be counts, ids of the program or short words, never a text of a person.
    """
    tell(name)
    LOG.debug("step=%s state=started", name)
    start, said, state = time.perf_counter(), dict(counts), "failed"
    try:
        yield said
        state = "done"
    finally:
        level = logging.INFO if state == "done" else logging.WARNING
        pairs = "".join(f" {key}={value}" for key, value in said.items())
        seconds = time.perf_counter() - start
        LOG.log(level, "step=%s state=%s seconds=%.3f%s", name, state, seconds, pairs)


def tell(name: str) -> None:
    """Show a step, or how far one has come, on a progress line; nothing of it is logged."""
    listener = _ON_STEP.get()
    if listener is not None:
        listener(name)


@contextmanager
def tell_steps(listener: Callable[[str], None]) -> Iterator[None]:
    """Call a function with the name of each step that begins, as a progress line does."""
    token = _ON_STEP.set(listener)
    try:
        yield
    finally:
        _ON_STEP.reset(token)


def hide(values: Iterable[object]) -> None:
    """Keep values of the internal profile, notes and names out of every later line."""
    texts = {str(value).strip() for value in values}
    _SECRETS.set(tuple(sorted({*_SECRETS.get(), *texts} - {""}, key=len, reverse=True)))


def redact(line: str) -> str:
    """Take out hidden values, keys, settings that are keys, e-mail addresses and the home path."""
    for secret in (*_SECRETS.get(), *_secret_settings()):
        words = r"\s+".join(map(re.escape, secret.split()))
        line = re.sub(rf"(?<![\w.]){words}(?!\w)", "[hidden]", line, flags=re.IGNORECASE)
    line = _KEY.sub("[key]", line)
    line = _URL_LOGIN.sub("[key]@", line)
    line = _E_MAIL.sub("[e-mail]", line)
    return _without_home(line)


class RedactedLines(logging.Formatter):
    """Formats a record and redacts the whole of it, a trace included."""

    def __init__(self) -> None:
        super().__init__("level=%(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Give the line, with nothing secret in it."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        return redact(f"time={moment} {super().format(record)}")


def _secret_settings() -> Iterator[str]:
    for name, value in os.environ.items():
        if _SECRET_SETTING.search(name) and len(value) >= _SHORTEST_SETTING:
            yield value


def _without_home(line: str) -> str:
    home = str(Path.home())
    if len(home) > 1:
        line = line.replace(home, "~")
    return re.sub(r"(?<![\w.])/(?:home|Users)/[^/\s:\"']+", "~", line)
