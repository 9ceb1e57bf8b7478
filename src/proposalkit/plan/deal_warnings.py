"""What the seller is warned of before anything is sent: dates, levels and words that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from proposalkit.model.brief import DealBrief
from proposalkit.model.display import display_date
from proposalkit.model.finding import Finding
from proposalkit.model.parties import Gate
from proposalkit.model.seller import AgentIn, PublicProfile

APPROVED, ALONE = "W-02", "W-03"
"""Warnings of words: a person approves each step; the agent acts alone."""
_OTHER_LEVEL: Mapping[str, str] = {"copilot": ALONE, "supervised": APPROVED, "autopilot": APPROVED}
"""The words that do not fit each level."""
_MEANS = {APPROVED: "a person approves each step", ALONE: "the agent acts alone"}
_LIMIT_REMEDY: Mapping[str, str] = {
    "": "Ask whether annexes count, or send the summary with the clauses as an annex.",
    "not-counted": "Its annexes do not count: send the summary, with the proposal as its annex.",
    "counted": "Its annexes count too: send the summary alone, or ask for a higher limit.",
}
"""What helps, by what the request says of annexes."""


def deal_warnings(
    brief: DealBrief,
    seller: PublicProfile,
    gates: Sequence[Gate],
    words: Mapping[str, Sequence[str]],
) -> tuple[Finding, ...]:
    """Give each warning with the field it is about; `words` are the phrases of each by its id."""
    return (*_late_path(brief, gates), *_other_level(brief, seller, words), *_past_pilot(brief))


def page_limit_warning(brief: DealBrief, pages: int) -> Iterator[Finding]:
    """W-04: hold the pages of a kit against what the buyer's request allows."""
    limit = brief.page_limit
    if limit is not None and pages > limit:
        yield _warning(
            "W-04",
            "page_limit",
            f"The proposal has {pages} pages, and the buyer's request allows {limit}.",
            _LIMIT_REMEDY[brief.page_limit_annexes or ""],
        )


def _late_path(brief: DealBrief, gates: Sequence[Gate]) -> Iterator[Finding]:
    ends = brief.offer_date + timedelta(days=brief.valid_days)
    if gates and gates[-1].due > ends:
        days = (gates[-1].due - brief.offer_date).days
        yield _warning(
            "W-01",
            "valid_days",
            f"The last step of the path is due on {display_date(gates[-1].due)}, and the offer "
            f"ends on {display_date(ends)}.",
            f'Set "valid_days" to {days} or more, or shorten the path.',
        )


def _past_pilot(brief: DealBrief) -> Iterator[Finding]:
    """W-05: no pilot can start before it is offered."""
    pilot = brief.commercial.pilot
    if pilot is not None and pilot.start is not None and pilot.start < brief.offer_date:
        yield _warning(
            "W-05",
            "commercial.pilot.start",
            f"The pilot starts on {display_date(pilot.start)}, before the date of the offer, "
            f"{display_date(brief.offer_date)}.",
            'Correct "start" of the pilot, or "offer_date".',
        )


def _other_level(
    brief: DealBrief, seller: PublicProfile, words: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Look for words of another level in what the profile says of each agent, at both places."""
    id_ = _OTHER_LEVEL[brief.autonomy]
    for number, agent in enumerate(seller.agents):
        for name, text in _texts(agent):
            phrase = next((one for one in words.get(id_, ()) if one in _folded(text)), None)
            if phrase is not None:
                yield _warning(
                    id_,
                    f"public.agents.{number}.{name}",
                    f'"{phrase}" says that {_MEANS[id_]}, and the level of the deal is '
                    f'"{brief.autonomy}".',
                    "Mend this text, or the level at autonomy.",
                )


def _texts(agent: AgentIn) -> Iterator[tuple[str, str]]:
    yield "summary", agent.summary
    if agent.human_oversight:
        yield "human_oversight", agent.human_oversight


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _warning(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, severity="warning", where=where, message=message, remedy=remedy)
