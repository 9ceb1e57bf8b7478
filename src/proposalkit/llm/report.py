"""What a drafting run took: calls, tokens, money and time, and what the ledger saved."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from proposalkit.llm.answers import Usage
from proposalkit.llm.settings import DrafterName, TokenPrices
from proposalkit.model.base import Model
from proposalkit.model.fields import given

_MILLION = Decimal(1_000_000)


class DraftReport(Model):
    """The figures of one drafting run; internal."""

    mode: DrafterName
    model: Annotated[str, given("Model asked for; empty without one.")] = ""
    sections: Annotated[int, given("Sections there were to draft.")] = 0
    answered: Annotated[int, given("Sections with an answer of the model.")] = 0
    kept: Annotated[int, given("Sections that keep the answer of an earlier run.")] = 0
    calls: Annotated[int, given("Requests that went out, repeated ones included.")] = 0
    hits: Annotated[int, given("Sections answered by the ledger.")] = 0
    tokens_estimated: Annotated[int, given("Tokens to send, as guessed before the first call.")] = 0
    tokens_sent: int = 0
    tokens_answered: int = 0
    tokens_cached: Annotated[int, given("Tokens sent that the server knew already.")] = 0
    tokens_saved: Annotated[int, given("Tokens the ledger saved, sent and answered.")] = 0
    cost_estimated: Annotated[Decimal | None, given("Most it could cost; None: no prices.")] = None
    cost: Annotated[Decimal | None, given("What it cost by the prices given.")] = None
    currency: str = ""
    seconds: Annotated[float, given("Wall time of the drafting.")] = 0.0
    faults: Annotated[tuple[str, ...], given("What went wrong, once each.")] = ()

    def lines(self) -> tuple[str, ...]:
        """Give the report as lines for a terminal or the memo."""
        if self.mode == "offline":
            return (f"Drafted by the program: {self.sections} sections, no model was asked.",)
        said = [
            f"Drafted with {self.model} ({self.mode}): {self.answered} of {self.sections} "
            f"sections, {self.calls} calls, {self.hits} from the ledger, {self.seconds:.1f} s.",
            f"Tokens: {self.tokens_sent} sent ({self.tokens_estimated} guessed before, "
            f"{self.tokens_cached} known to the server), {self.tokens_answered} answered; "
            f"{self.tokens_saved} saved by the ledger.",
        ]
        if self.cost is not None:
            said.append(
                f"Cost: {self.cost} {self.currency}; "
                f"before the first call at most {self.cost_estimated} was expected."
            )
        if self.kept:
            said.append(f"Kept from earlier runs, as there is no new answer: {self.kept} sections.")
        return (*said, *self.faults)


def cost_of(usage: Usage, prices: TokenPrices) -> Decimal:
    """Give the cost in the currency of the prices, to the hundredth of a cent."""
    cached = min(usage.cached or 0, usage.sent or 0)
    known = prices.input if prices.cached_input is None else prices.cached_input
    total = (
        ((usage.sent or 0) - cached) * prices.input
        + cached * known
        + (usage.answered or 0) * prices.output
    )
    return (total / _MILLION).quantize(Decimal("0.0001"), ROUND_HALF_UP)
