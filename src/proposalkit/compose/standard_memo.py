"""The internal note beside the standard answers: what they cover, and what to settle first."""

from __future__ import annotations

from collections.abc import Iterable

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.model.display import display_date
from proposalkit.model.plan import StandardTerms
from proposalkit.model.standard_answers import StandardAnswers


def standard_memo(answers: StandardAnswers, terms: StandardTerms) -> str:
    """Write the note as Markdown; it names each text nobody approved, as it may be sent all the
    same.
    """
    parts = (
        f"# {INTERNAL_LINE}\n\n{answers.title}, revision {answers.revision}, "
        f"as of {display_date(answers.as_of)}. It names no buyer and no price.",
        _section("Texts nobody approved: have legal read them before you send this",
                 (f"`{one}`" for one in terms.unapproved)),
        _section("Texts that do not fit together: have legal settle them",
                 (f"{one.id}: {one.message} {one.remedy}" for one in terms.conflicts)),
        _section("Texts withheld, and what each waits for",
                 (f"`{one.clause}`: {one.needs}" for one in terms.withheld)),
        _section("Left to the proposal", (f"`{clause}`: {what}" for clause, what in
                                          terms.open_terms)),
        _section("To be supplied", (f"{one.what} ({one.owner})" for one in
                                    answers.to_be_supplied)),
    )  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _section(title: str, rows: Iterable[str]) -> str:
    lines = [f"- {row}" for row in rows] or ["- nothing"]
    return "\n".join((f"## {title}", "", *lines))
