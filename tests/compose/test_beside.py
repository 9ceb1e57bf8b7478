"""The e-mail a proposal is sent with, and the summary a sponsor forwards."""

from __future__ import annotations

from collections.abc import Callable

from proposalkit.compose.beside import WIDTH, email_bytes
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.beside import CoverEmail
from proposalkit.model.canonical import content_digest


def _email(parts: Parts) -> CoverEmail:
    email = compose_proposal(parts, Release(deal="a")).cover_email
    assert email is not None
    return email


def test_the_email_goes_to_the_champion_and_is_signed_by_the_sellers_contact(parts: Parts) -> None:
    email = _email(parts)
    assert email.to == "Emre Aydin <e.aydin@nordwind.example>"
    assert email.greeting == "Dear Emre Aydin,"
    assert email.closing == (
        "Kind regards", "Marit de Vries", "Account executive, Halyard Agents B.V.",
        "marit.devries@halyard.example",
    )  # fmt: skip


def test_without_a_champion_it_goes_to_procurement_and_without_anybody_to_nobody(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    buyer = parts.brief.buyer
    left = buyer.model_copy(update={"champion": None})
    assert _email(with_brief(buyer=left)).greeting == "Dear Silke Brandt,"
    alone = left.model_copy(update={"procurement": None, "sponsor": None})
    assert (_email(with_brief(buyer=alone)).to, _email(with_brief(buyer=alone)).greeting) == (
        None, "Hello,",
    )  # fmt: skip


def test_a_name_without_an_address_is_not_written_to_while_somebody_has_one(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    buyer = parts.brief.buyer
    assert buyer.champion is not None
    assert buyer.procurement is not None
    nameless = buyer.champion.model_copy(update={"email": None})
    other = _email(with_brief(buyer=buyer.model_copy(update={"champion": nameless})))
    assert (other.to, other.greeting) == (
        "Silke Brandt <s.brandt@nordwind.example>", "Dear Silke Brandt,",
    )  # fmt: skip
    alone = buyer.model_copy(update={"champion": nameless, "procurement": None, "sponsor": None})
    assert (_email(with_brief(buyer=alone)).to, _email(with_brief(buyer=alone)).greeting) == (
        None, "Dear Emre Aydin,",
    )  # fmt: skip


def test_the_email_speaks_to_the_buyer(parts: Parts) -> None:
    said = " ".join(_email(parts).paragraphs)
    assert "you can leave for any reason with 30 days of notice" in said
    assert "the buyer can" not in said


def test_the_email_of_a_draft_says_that_it_may_not_be_sent_and_a_release_changes_no_data(
    parts: Parts,
) -> None:
    draft = compose_proposal(parts, Release(deal="a"))
    released = compose_proposal(
        parts, Release(deal="a", grade="for_discussion", released_by="A, B")
    )
    assert b"may not be sent" in b" ".join(email_bytes(draft).split())
    assert b"may not be sent" not in b" ".join(email_bytes(released).split())
    assert content_digest(draft) == content_digest(released)


def test_the_email_is_plain_text_with_short_lines_and_no_word_broken(parts: Parts) -> None:
    text = email_bytes(compose_proposal(parts, Release(deal="a"))).decode()
    body = text.partition("\n\n")[2]
    assert max(len(line) for line in body.splitlines()) <= WIDTH
    assert text.startswith("To: Emre Aydin <e.aydin@nordwind.example>\nSubject: Proposal: Order")
    assert "for EUR 7,500.00" in " ".join(text.split())
    assert text.isascii()


def test_the_summary_asks_for_one_decision_and_says_price_and_cost_of_today(parts: Parts) -> None:
    summary = compose_proposal(parts, Release(deal="a")).sponsor_summary
    assert summary is not None
    first, price, *_ = summary.paragraphs
    assert first.startswith("One decision is asked for: whether Nordwind Outdoor GmbH starts the")
    # 12,000 x 3.10 x 12 = 446,400
    assert "EUR 147,530.00" in price
    assert "EUR 446,400.00" in price
