"""The report says what a run took, in tokens and in money."""

from __future__ import annotations

from decimal import Decimal

from tests.llm.sections import PROMPTING, TASKS, Journal, Scripted, settings

from proposalkit.llm.answers import Usage
from proposalkit.llm.asking import Clock
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.ledger import Ledger
from proposalkit.llm.report import DraftReport, cost_of
from proposalkit.llm.settings import TokenPrices

PRICES = TokenPrices(
    currency="USD", input=Decimal("0.40"), output=Decimal("1.60"), cached_input=Decimal("0.10")
)


def test_the_cost_counts_what_the_server_knew_at_its_own_price() -> None:
    # 200 x 0.40 + 800 x 0.10 + 100 x 1.60 = 320 for a million: 0.00032
    assert cost_of(Usage(sent=1000, answered=100, cached=800), PRICES) == Decimal("0.0003")
    # 2,000 x 0.40 + 8,000 x 0.10 + 1,000 x 1.60 = 3,200
    assert cost_of(Usage(sent=10_000, answered=1000, cached=8000), PRICES) == Decimal("0.0032")


def test_without_a_price_of_their_own_known_tokens_cost_what_all_cost() -> None:
    plain = PRICES.model_copy(update={"cached_input": None})
    # 10,000 x 0.40 + 1,000 x 1.60 = 5,600
    assert cost_of(Usage(sent=10_000, answered=1000, cached=8000), plain) == Decimal("0.0056")


def test_a_server_cannot_know_more_than_was_sent() -> None:
    assert cost_of(Usage(sent=10, answered=0, cached=10**6), PRICES) == Decimal("0.0000")


def test_a_run_with_prices_reports_what_was_expected_and_what_it_cost() -> None:
    drafter = EndpointDrafter(
        settings(prices=PRICES), PROMPTING, Ledger(), Journal().record, Scripted(),
        Clock(lambda: 0.0, lambda _: None),
    )  # fmt: skip
    drafter.draft(TASKS)
    report = drafter.report
    # eight answers of 1,000 tokens, 800 known, and 100: 8 x 0.00032
    assert report.cost == Decimal("0.0026")
    assert report.cost_estimated is not None
    assert report.cost_estimated > report.cost
    assert report.lines() == (
        "Drafted with small (openai): 8 of 8 sections, 8 calls, 0 from the ledger, 0.0 s.",
        f"Tokens: 8000 sent ({report.tokens_estimated} guessed before, 6400 known to the server), "
        "800 answered; 0 saved by the ledger.",
        f"Cost: 0.0026 USD; before the first call at most {report.cost_estimated} was expected.",
    )


def test_faults_are_said_once_each_after_the_figures() -> None:
    report = DraftReport(mode="openai", model="small", faults=("It failed.",))
    assert report.lines()[-1] == "It failed."
    assert not [one for one in report.lines() if "Cost" in one]


def test_a_run_without_any_answer_says_so() -> None:
    drafter = EndpointDrafter(settings(key=None), PROMPTING, Ledger(), Journal().record)
    drafter.draft(TASKS)
    first, *_, last = drafter.report.lines()
    assert first.startswith("Drafted with small (openai): 0 of 8 sections, 0 calls, ")
    assert last.startswith("There is no key for the model's server at 127.0.0.1:9: ")
