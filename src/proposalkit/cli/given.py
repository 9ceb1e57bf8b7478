"""Values given on the command line that several commands read alike."""

from __future__ import annotations

from datetime import UTC, date, datetime

import typer

from proposalkit.model.wrong_days import wrong_day


def day_given(text: str, option: str) -> date:
    """Read a day given to an option; raises BadParameter, which names the option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(" ".join(wrong_day(text)), param_hint=f"'{option}'") from error


def today_or(text: str | None, option: str) -> date:
    """Read a day given to an option, or take today; raises BadParameter."""
    return day_given(text, option) if text else datetime.now(UTC).date()
