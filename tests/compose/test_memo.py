"""The memo of the deal desk: for each clause the rule and why, every blocker, every question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from proposalkit.compose.memo import INTERNAL_LINE, MemoNumbers, deal_desk_memo
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.finding import Finding
from proposalkit.model.parties import AlreadyAgreed
from proposalkit.model.plan import Blocker, RuleOutcome

NUMBERS = MemoNumbers(
    header=("scenario", "margin"),
    rows=(("low", "46.36%"),),
    notes=("Break-even at 12 units a month.",),
    warnings=(Finding(id="w", where="x", message="The price is low.", remedy="Ask the desk."),),
)
NONE = MemoNumbers(header=("scenario",), rows=(), notes=(), warnings=())


def _memo(parts: Parts, numbers: MemoNumbers = NUMBERS) -> str:
    return deal_desk_memo(parts, compose_proposal(parts, Release(deal="a")), numbers)


def _rows(memo: str, section: str) -> list[list[str]]:
    """Give the cells of each row of a section's table, without its header."""
    body = memo.split(f"## {section}\n")[1].split("\n## ")[0]
    lines = [line for line in body.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


def test_the_first_line_says_that_it_is_never_sent(parts: Parts) -> None:
    assert _memo(parts).splitlines()[0] == f"# {INTERNAL_LINE}"


def test_each_clause_asked_for_has_its_rule_and_reason(parts: Parts) -> None:
    library = parts.catalogue.library
    lacking = {name: one for name, one in library.clauses.items() if name != "sla-credits"}
    catalogue = parts.catalogue.model_copy(
        update={"library": library.model_copy(update={"clauses": lacking})}
    )
    chosen = tuple(one for one in parts.terms.clauses if one.id != "sla-credits")
    terms = parts.terms.model_copy(update={"clauses": chosen})
    memo = _memo(replace(parts, catalogue=catalogue, terms=terms))
    rows = _rows(memo, "Clauses and the rules that asked for them")
    assert [row[0] for row in rows] == list(parts.plan.clauses)
    found = {row[0]: row[1:] for row in rows}
    assert found["data-residency"][2:] == [
        "R-17", "processing has to stay in European Union", "-",
    ]  # fmt: skip
    assert found["pricing-floor-cap"] == [
        "2", "draft", "R-08", "priced by outcome: Resolved contacts",
        "R-09: no line of the offer is priced by value share; "
        "R-10: no line of the offer is priced by usage",
    ]  # fmt: skip
    assert found["sla-credits"][:2] == ["-", "not in the library"]
    assert all(row[3] and row[4] for row in rows)


def test_each_clause_left_out_has_the_rules_that_were_considered(parts: Parts) -> None:
    rows = dict(_rows(_memo(parts), "Clauses left out, and why"))
    assert not set(rows) & set(parts.plan.clauses)
    assert set(rows) >= set(parts.catalogue.library.clauses) - set(parts.plan.clauses)
    assert rows["baa-hipaa"].startswith("R-05: ")
    assert rows["value-share"] == "R-09: no line of the offer is priced by value share"


def test_a_clause_the_governing_agreement_has_says_where(parts: Parts) -> None:
    kept = tuple(one for one in parts.terms.clauses if one.id != "liability-cap")
    agreed = (AlreadyAgreed(clause="liability-cap", title="Liability cap", where="section 12"),)
    terms = parts.terms.model_copy(update={"clauses": kept, "already_agreed": agreed})
    rows = _rows(_memo(replace(parts, terms=terms)), "Clauses and the rules that asked for them")
    found = {row[0]: row[2] for row in rows}
    assert found["liability-cap"] == "agreed already: section 12"


def test_a_clause_that_only_another_clause_needs_says_so(parts: Parts) -> None:
    rules = tuple(
        row.model_copy(update={"clauses": tuple(c for c in row.clauses if c != "liability-cap")})
        for row in parts.plan.rules
    )
    changed = replace(parts, plan=parts.plan.model_copy(update={"rules": rules}))
    rows = _rows(_memo(changed), "Clauses and the rules that asked for them")
    assert next(row[3] for row in rows if row[0] == "liability-cap") == "required by another clause"


def test_every_blocker_and_question_is_there(parts: Parts) -> None:
    memo = _memo(parts)
    assert [row[0] for row in _rows(memo, "Blockers: who clears what")] == [
        one.id for one in parts.terms.blockers
    ]
    assert all(row[2] for row in _rows(memo, "Blockers: who clears what"))
    questions = parts.plan.questions
    for one in questions:
        assert f"| {one.field} | {one.question} | {one.why} |" in memo


def test_a_rule_that_did_not_fire_is_there_with_its_reason(parts: Parts) -> None:
    rows = _rows(_memo(parts), "Rules considered")
    assert len(rows) == len(parts.plan.rules)
    assert ["R-10", "did not fire"] in [[row[0], row[2]] for row in rows]


def test_money_and_warnings_stand_in_words(parts: Parts) -> None:
    memo = _memo(parts)
    assert "| low | 46.36% |" in memo
    assert "- Break-even at 12 units a month." in memo
    assert "- The price is low. Ask the desk." in memo


def test_an_empty_part_says_none(parts: Parts, with_blockers: Callable[..., Parts]) -> None:
    memo = _memo(with_blockers(), NONE)
    assert "## Blockers: who clears what\n\nNone." in memo
    assert "## Price warnings\n\nNone." in memo


@pytest.mark.parametrize(("text", "cell"), [("a | b", "a \\| b"), ("a\nb", "a b")])
def test_a_cell_cannot_break_the_table(
    with_blockers: Callable[..., Parts], text: str, cell: str
) -> None:
    blocker = Blocker(id="x", kind="conflict", what=text, who="legal")
    assert f"| x | {cell} | legal |" in _memo(with_blockers(blocker))


def test_a_rule_is_read_from_its_outcome_alone(parts: Parts) -> None:
    """One row that fired with a reason of its own: it is the reason that is printed."""
    row = RuleOutcome(rule="R-99", condition="c", when="Always.", result="fired",
                      because="we say so", clauses=("term-termination",))  # fmt: skip
    plan = parts.plan.model_copy(update={"rules": (row,), "clauses": ("term-termination",)})
    rows = _rows(_memo(replace(parts, plan=plan)), "Clauses and the rules that asked for them")
    assert rows == [["term-termination", "2", "draft", "R-99", "we say so", "-"]]


def test_amounts_nobody_gave_are_listed_with_where_they_come_from(parts: Parts) -> None:
    """The example gives the limit of 50 and no least amount of the cap: that is the pilot fee."""
    memo = deal_desk_memo(parts, compose_proposal(parts, Release(deal="a")), NONE)
    _, _, rest = memo.partition("## Amounts nobody gave: confirm each, or give another")
    rows = [one for one in rest.partition("## ")[0].splitlines() if "clause_params." in one]
    assert (
        "| clause_params.liability-cap.floor_amount | Least amount of the general cap: "
        "EUR 7,500.00 | taken from pilot.fee |"
    ) in rows
    assert not any("human-oversight.amount_limit" in one for one in rows)


def test_every_default_that_reaches_a_page_is_listed_and_nothing_that_was_given(
    parts: Parts,
) -> None:
    memo = deal_desk_memo(parts, compose_proposal(parts, Release(deal="a")), NONE)
    _, _, rest = memo.partition("## Other values nobody gave: the defaults that reach a page")
    rows = [one for one in rest.partition("\n## ")[0].splitlines() if one.startswith("| ")][2:]
    fields = [one.split(" | ")[0].removeprefix("| ") for one in rows]
    assert (
        "| clause_params.data-retention-deletion.delete_backup_days | Days until backups are "
        "overwritten: 90 | default of our standard text |"
    ) in rows
    given = {"commercial.payment_days", "valid_days", "timezone", "workflow.outcome.reopen_days"}
    assert given.isdisjoint(fields)  # the example gives them all
    assert not any("liability-cap.floor_amount" in one for one in rows)  # an amount


def test_a_default_of_the_brief_is_listed_once_it_is_left_out(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    commercial = {
        name: getattr(parts.brief.commercial, name)
        for name in parts.brief.commercial.model_fields_set - {"payment_days"}
    }
    changed = with_brief(commercial=type(parts.brief.commercial)(**commercial))
    assert "| commercial.payment_days | 30 | default of the file's format |" in _memo(changed)
    assert "commercial.payment_days" not in _memo(parts)


def test_the_memo_of_a_german_deal_says_what_a_german_lawyer_will_say(
    parts: Parts, with_brief: Callable[..., Parts]
) -> None:
    title = "What a lawyer of the buyer's country will say"
    (line,) = _memo(parts).split(f"## {title}\n")[1].split("\n## ")[0].strip().splitlines()
    assert line.startswith("- liability-cap, hallucination-allocation, ip-output-indemnity: ")
    assert "a limit of liability that one side offers unchanged" in line
    assert line.endswith("not checked by a lawyer; read on 21 November 2026)")
    american = parts.brief.buyer.model_copy(update={"country": "US"})
    assert title not in _memo(with_brief(buyer=american))
