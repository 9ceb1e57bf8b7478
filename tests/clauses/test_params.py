"""Where a parameter's value comes from, how it is read and printed, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.deal_values import DEAL_VALUES, deal_value
from proposalkit.clauses.param_types import BadValue, ParamValue, read_param
from proposalkit.clauses.params import check_overrides, resolve_params
from proposalkit.model.knowledge import ClauseParam, ClauseRecord
from proposalkit.model.money import Money
from proposalkit.model.proof import FactValue

DealOf = Callable[..., Deal]
ClauseOf = Callable[..., ClauseRecord]

DAYS = {"type": "integer", "unit": "days", "means": "Days", "min": "5", "max": "60"}


def _param(type_: str, **keys: object) -> ClauseParam:
    return ClauseParam.model_validate({"type": type_, "means": "What it is", **keys})


def _resolved(clause_of: ClauseOf, deal: Deal, **param: object) -> ParamValue:
    found = resolve_params(clause_of("terms", params={"x": param}), deal)
    assert (found.lacking, found.findings) == ((), ())
    return found.values["x"]


def test_the_deals_own_value_comes_before_the_deal_value_and_the_default(
    deal_of: DealOf, clause_of: ClauseOf
) -> None:
    param = {**DAYS, "from": "outcome.reopen_days", "default": "20"}
    own = {"brief.clause_params": {"terms": {"x": "30"}}}
    assert _resolved(clause_of, deal_of(own), **param).fact == 30
    assert _resolved(clause_of, deal_of(), **param).fact == 14
    assert _resolved(clause_of, deal_of({"brief.workflow.outcome": None}), **param).fact == 20


def test_a_parameter_nobody_gave_is_lacking_and_no_fault(
    deal_of: DealOf, clause_of: ClauseOf
) -> None:
    params = {"a": {**DAYS, "from": "outcome.dispute_days"}, "b": {**DAYS, "default": "7"}}
    found = resolve_params(
        clause_of("terms", params=params), deal_of({"brief.workflow.outcome": None})
    )
    assert found.lacking == ("a",)
    assert list(found.values) == ["b"]
    assert found.findings == ()


READ: dict[str, tuple[ClauseParam, object, str, FactValue]] = {
    "whole number": (_param("integer"), "030", "30", 30),
    "number of the deal": (_param("integer"), 14, "14", 14),
    "decimal": (_param("decimal"), "1.50", "1.50", "1.50"),
    "money as text": (_param("money"), "6000", "EUR 6,000.00", "EUR 6,000.00"),
    "money of the deal": (
        _param("money"), Money(amount="0.5", currency="EUR"), "EUR 0.50", "EUR 0.50",
    ),
    "text folded to one line": (_param("text"), " two\n\n2. lin ", "two 2. lin", "two 2. lin"),
    "money in a text": (_param("text"), Money(amount="7", currency="EUR"), "EUR 7.00", "EUR 7.00"),
    "list in a text": (_param("text"), ("a", "b"), "a and b", "a and b"),
    "number in a text": (_param("text"), 14, "14", "14"),
    "list as one text": (_param("list"), "DE; FR ;NL", "DE, FR and NL", ("DE", "FR", "NL")),
    "list of the deal": (_param("list"), ("a", "b"), "a and b", ("a", "b")),
    "list of three": (_param("list"), ("a", "b", "c"), "a, b and c", ("a", "b", "c")),
    "list of items with commas": (
        _param("list"), ("a, b", "c", "d"), "a, b; c; and d", ("a, b", "c", "d"),
    ),
    "list of items with and": (
        _param("list"), ("Refunds and credits", "Complaints"),
        "Refunds and credits; and Complaints", ("Refunds and credits", "Complaints"),
    ),
    "list of sentences": (
        _param("list"), ("The agent closed it", "By e-mail"),
        "The agent closed it; and By e-mail", ("The agent closed it", "By e-mail"),
    ),
    "list of long words": (
        _param("list"), ("prompts", "any other data derived from these"),
        "prompts and any other data derived from these",
        ("prompts", "any other data derived from these"),
    ),
    "exact decimal": (_param("decimal"), Decimal("99.9"), "99.9", "99.9"),
    "list of one": (_param("list"), ("a",), "a", ("a",)),
    "choice": (
        _param("choice", choices=["notify_and_bill"]), "notify_and_bill",
        "notify and bill", "notify_and_bill",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_a_value_prints_and_states_what_its_type_says(case: str) -> None:
    param, raw, printed, fact = READ[case]
    value = read_param(param, raw, "EUR")  # type: ignore[arg-type]
    assert (value.printed, value.fact) == (printed, fact)


REFUSED: dict[str, tuple[ClauseParam, object, str, str]] = {
    "a word": (_param("integer"), "soon", "param-wrong-type", '"soon" is not a whole number.'),
    "a fraction": (_param("integer"), "1.5", "param-wrong-type", '"1.5" is not a whole number.'),
    "a sign": (_param("integer"), "-5", "param-wrong-type", '"-5" is not a whole number.'),
    "foreign digits": (_param("integer"), "٣٠", "param-wrong-type", '"٣٠" is not a whole number.'),
    "thousands mark": (
        _param("money"), "6,000", "param-wrong-type",
        '"6,000" is not a number such as 1250 or 0.5.',
    ),
    "exponent": (
        _param("decimal"), "1e3", "param-wrong-type", '"1e3" is not a number such as 1250 or 0.5.'
    ),
    "empty text": (_param("text"), " \n ", "param-wrong-type", '"" is not a text.'),
    "empty tuple as text": (_param("text"), ("",), "param-wrong-type", '"" is not a text.'),
    "empty list": (
        _param("list"), " ; ", "param-wrong-type", '"" is not a list, its items parted by ";".'
    ),
    "no choice": (
        _param("choice", choices=["stop", "free"]), "bill", "param-not-a-choice",
        '"bill" is not one of the values allowed.',
    ),
    "below": (
        _param("integer", min="15", max="60", unit="days"), "14", "param-out-of-range",
        '"14" is outside the range of this parameter.',
    ),
    "above": (
        _param("decimal", max="5"), "5.01", "param-out-of-range",
        '"5.01" is outside the range of this parameter.',
    ),
    "too little money": (
        _param("money", min="100"), "99.99", "param-out-of-range",
        '"EUR 99.99" is outside the range of this parameter.',
    ),
    "placeholder": (
        _param("text"), "see {{ param.y }}", "param-has-placeholder",
        '"see {{ param.y }}" holds the mark "{{" of a placeholder.',
    ),
    "half a placeholder": (
        _param("list"), "a; b }}", "param-has-placeholder",
        '"a and b }}" holds the mark "}}" of a placeholder.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_value_that_does_not_fit_is_refused(case: str) -> None:
    param, raw, fault, problem = REFUSED[case]
    with pytest.raises(BadValue) as refused:
        read_param(param, raw, "EUR")  # type: ignore[arg-type]
    assert (refused.value.fault, refused.value.problem) == (fault, problem)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("limits", "allowed"),
    [
        ({"min": "15", "max": "60", "unit": "days"}, "from 15 to 60 days"),
        ({"min": "15"}, "at least 15"),
        ({"max": "5", "unit": "multiple"}, "at most 5 multiple"),
    ],
)
def test_the_remedy_names_the_range(limits: dict[str, str], allowed: str) -> None:
    raw = "10" if "min" in limits else "9"
    with pytest.raises(BadValue) as refused:
        read_param(_param("integer", **limits), raw, "EUR")
    assert f"Give a value {allowed}," in refused.value.remedy


@pytest.mark.parametrize("raw", ["15", "60"])
def test_both_ends_of_the_range_are_inside(raw: str) -> None:
    assert read_param(_param("integer", min="15", max="60"), raw, "EUR").printed == raw


def test_all_faults_come_at_once_each_with_its_place(deal_of: DealOf, clause_of: ClauseOf) -> None:
    record = clause_of(
        "terms",
        params={
            "own": DAYS,
            "deal": {**DAYS, "max": "10", "from": "outcome.reopen_days"},
            "library": {**DAYS, "default": "soon"},
            "unknown": {**DAYS, "from": "moon.phase", "default": "7"},
        },
    )
    found = resolve_params(record, deal_of({"brief.clause_params": {"terms": {"own": "90"}}}))
    assert sorted((one.id, one.where) for one in found.findings) == [
        ("param-out-of-range", "clause_params.terms.own"),
        ("param-out-of-range", "workflow.outcome.reopen_days"),
        ("param-wrong-type", "terms/clause.md: params.library"),
        ("unknown-deal-value", "terms/clause.md: params.unknown"),
    ]
    assert 'Parameter "own" of clause "terms": "90" is outside' in found.findings[1].message


def test_parameters_set_for_what_is_not_there_are_found(
    deal_of: DealOf, clause_of: ClauseOf
) -> None:
    given = {
        "gone": {"x": "1"},
        "unused": {"x": "1"},
        "terms": {"x": "7", "y": "1"},
        "bare": {"z": "1"},
    }
    clauses = {
        "terms": clause_of("terms", params={"x": DAYS}),
        "unused": clause_of("unused", params={"x": DAYS}),
        "bare": clause_of("bare"),
    }
    found = check_overrides(deal_of({"brief.clause_params": given}), ("terms", "bare"), clauses)
    assert [(one.id, one.where) for one in found] == [
        ("unknown-clause", "clause_params.gone"),
        ("clause-not-asked-for", "clause_params.unused"),
        ("unknown-param", "clause_params.terms.y"),
        ("unknown-param", "clause_params.bare.z"),
    ]
    assert found[0].remedy == "Use one of: terms, unused, bare."
    assert found[2].remedy == "Its parameters: x."
    assert found[3].remedy == "Its parameters: none, the clause has no parameters."


# Written by hand from the base deal of conftest.py.
VALUES: dict[str, object] = {
    "buyer.legal_name": "Nordwind GmbH",
    "seller.legal_name": "Halyard B.V.",
    "agent.name": ("Resolve",),
    "adm.uses": None,  # the brief says nothing of decisions about people
    "agent.autonomy": "supervised",
    "agent.languages": ("German", "English"),
    "outcome.label": "Resolved contact",
    "outcome.definition": "The ticket is closed and stays closed.",
    "outcome.qualifies": ("Agent closed it",),
    "outcome.excludes": None,
    "outcome.system_of_record": "Helpdesk",
    "outcome.report": "Solved report",
    "outcome.event": "Ticket solved",
    "outcome.reopen_days": 14,
    "outcome.dispute_days": 15,
    "outcome.assisted_rule": None,
    "pricing.minimum": Money(amount="3500", currency="EUR"),
    "pricing.cap": Money(amount="16000", currency="EUR"),
    "pricing.cap_behaviour": "free",
    "pricing.currency": "EUR",
    "pricing.unit_price_table": "EUR 0.95 for each resolved contact of a month up to 5,000, "
    "and EUR 0.70 for each one after 5,000",
    "pilot.days": 60,
    "pilot.fee": Money(amount="7500", currency="EUR"),
    "pilot.scope": "Order status by e-mail (channel: E-mail; kind of request: Order status)",
    "pilot.metrics": None,
    "pilot.decide_days": None,
    "pilot.price_deadline": None,
    "term.convenience_days": None,
    "term.commit_months": 12,
    "term.clean_days": None,
    "residency.storage": ("Germany",),
    "residency.inference": ("France",),
    "residency.backups": None,
    "residency.logs": None,
    "residency.support": None,
    "model.providers": ("Calanque SAS",),
    "model.routes": ("Large 2 run by Calanque SAS in France (routing: single region)",),
    "model.routing": "single_region",
    "model.retention_days": 0,
    "subprocessors": ("Rhein Cloud (Germany: Hosting)",),
    "data.categories": ("Name",),
    "data.subjects": ("Consumers in Germany",),
    "workflow.name": "Order status by e-mail",
    "oversight.decisions": ("Refunds", "Complaints"),
    "oversight.amount_limit": Money(amount="50", currency="EUR"),
    "agent.tools": None,
    "agent.stop_minutes": None,
    "evidence.reports": None,
    "insurance.covers": None,
    "sla.uptime": None,
    "sla.levels": None,
    "value.metric": None,
    "value.definition": None,
    "value.baseline": None,
    "value.direction": None,
    "value.source": None,
    "value.bands": None,
    "value.share_pct": None,
    "value.minimum": None,
    "value.maximum": None,
    "value.settlement_months": None,
    "value.tail_months": None,
    "value.tail_pct": None,
    "value.sponsor": None,
}


def test_every_deal_value_of_the_closed_list_is_read_from_the_deal(deal_of: DealOf) -> None:
    deal = deal_of()
    assert {name: deal_value(name, deal).value for name in DEAL_VALUES} == VALUES


CRITERION = {"label": "Solved", "target": "at least 45%", "source": "Report", "reader": "Head"}
TWO = [{"id": "a", "provider": "A", "name": "a", "places": ["FR"], "retention_days": "30"},
       {"id": "b", "provider": "A", "name": "b", "places": ["FR", "IE"],
        "retention_days": "7"}]  # fmt: skip
AGENT = {"name": "Resolve", "summary": "Answers."}
STOP = {"mechanism": "A switch", "max_minutes": "2"}
UP = {"metric": "Availability of drafts", "target": "at least 99.5%", "window": "calendar month",
      "source": "Probe"}  # fmt: skip
REPLY = {"metric": "First reply", "target": "within 5 minutes", "window": "calendar month",
         "source": "Helpdesk"}  # fmt: skip
REPORT = {"id": "r", "kind": "certificate", "title": "Report", "issuer": "Kade",
          "issued_on": "2026-02-03", "scope": "Hosting", "claim": "Held."}  # fmt: skip
THREE = [{"price": "0.95", "up_to": "5000"}, {"price": "0.82", "up_to": "15000"}, {"price": "0.70"}]
FLAT = [{"id": "seat", "label": "Seats", "type": "recurring", "amount": "100"}]
CHANGED: dict[str, tuple[str, dict[str, object], object]] = {
    "wished minimum": (
        "pricing.minimum", {"brief.commercial.minimum": "6000"},
        Money(amount="6000", currency="EUR"),
    ),
    "no minimum": ("pricing.minimum", {"offer.rates.1.minimum": None}, None),
    "wished cap": ("pricing.cap", {"brief.commercial.cap": "20000"},
                   Money(amount="20000", currency="EUR")),
    "no cap": ("pricing.cap", {"offer.cap": None}, None),
    "wished fee": ("pilot.fee", {"brief.commercial.pilot": {"fee": "5000"}},
                   Money(amount="5000", currency="EUR")),
    "no fee": ("pilot.fee", {"offer.pilot": None}, None),
    "no pilot": ("pilot.days", {"brief.commercial.pilot": None}, None),
    "tests of the pilot": (
        "pilot.metrics", {"brief.commercial.pilot": {"criteria": [CRITERION]}},
        ("Solved: at least 45%",),
    ),
    "scope without limits": (
        "pilot.scope", {"brief.workflow.channel": None, "brief.workflow.intent": None},
        "Order status by e-mail",
    ),
    "no outcome": ("outcome.label", {"brief.workflow.outcome": None}, None),
    "longest retention": ("model.retention_days", {"seller.models": TWO}, 30),
    "one retention unknown": (
        "model.retention_days",
        {"seller.models": [TWO[0], {**TWO[1], "retention_days": None}]}, None,
    ),
    "no outside model": ("model.retention_days", {"seller.models.0.outside": "no"}, None),
    "providers named once": ("model.providers", {"seller.models": TWO}, ("A",)),
    "no limit": ("oversight.amount_limit", {"brief.oversight_limit": None}, None),
    "one price": (
        "pricing.unit_price_table", {"offer.rates.1.tiers": [{"price": "0.0031"}]},
        "EUR 0.0031 for each resolved contact of a month",
    ),
    "volume tiers": (
        "pricing.unit_price_table", {"offer.rates.1.tier_mode": "volume"},
        "EUR 0.95 for each resolved contact in a month of up to 5,000, "
        "and EUR 0.70 for each one in a month of more than 5,000",
    ),
    "included units": (
        "pricing.unit_price_table",
        {"offer.rates.1.included": "1000", "offer.rates.1.tiers": THREE},
        "the first 1,000 of a month are in the price, and beyond them "
        "EUR 0.95 for each resolved contact of a month up to 5,000, "
        "EUR 0.82 for each one after 5,000 and up to 15,000, "
        "and EUR 0.70 for each one after 15,000",
    ),
    "tools of two agents, each once": (
        "agent.tools",
        {"seller.agents": [{**AGENT, "tools": ["Read", "Write"]},
                           {**AGENT, "id": "b", "tools": ["Write"]}]},
        ("Read", "Write"),
    ),
    "slowest stop": (
        "agent.stop_minutes",
        {"seller.agents": [{**AGENT, "stop_control": STOP},
                           {**AGENT, "id": "b", "stop_control": {**STOP, "max_minutes": "5"}}]}, 5,
    ),
    "one acting agent without a stop": (
        "agent.stop_minutes",
        {"seller.agents": [{**AGENT, "stop_control": STOP}, {**AGENT, "id": "b"}]}, None,
    ),
    "an agent that does not act needs no stop": (
        "agent.stop_minutes",
        {"seller.agents": [{**AGENT, "stop_control": STOP}, {**AGENT, "id": "b", "acts": "no"}]}, 2,
    ),
    "percentage of the availability": (
        "sla.uptime", {"seller.service_levels": [REPLY, UP]}, Decimal("99.5"),
    ),
    "no level of availability": ("sla.uptime", {"seller.service_levels": [REPLY]}, None),
    "the other levels with window and source": (
        "sla.levels", {"seller.service_levels": [REPLY, UP]},
        ("First reply: within 5 minutes (calendar month; Helpdesk)",),
    ),
    "policies with their limits": (
        "insurance.covers",
        {"seller.insurance": [{"line": "Cyber", "limit": "2000000", "currency": "USD"}]},
        ("Cyber: USD 2,000,000.00 for each claim and for a year together",),
    ),
    # The offer of 23 November 2026 stands 45 days, to 7 January 2027.
    "reports that hold to the end of the offer": (
        "evidence.reports",
        {"seller.evidence": [
            {**REPORT, "id": "gone", "expires_on": "2027-01-06"},
            {**REPORT, "id": "iso", "expires_on": "2027-01-07"},
            {**REPORT, "id": "soc", "kind": "audit_report"},
            {**REPORT, "id": "test", "kind": "pentest"},
        ]},
        ("Report (iso; Hosting; valid until 7 January 2027)",
         "Report (soc; Hosting; issued on 3 February 2026)"),
    ),
    "no metered line": ("pricing.unit_price_table", {"offer.rates": FLAT}, None),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGED)
def test_a_deal_value_follows_the_deal(case: str, deal_of: DealOf) -> None:
    name, change, expected = CHANGED[case]
    assert deal_value(name, deal_of(change)).value == expected


def test_the_cap_reads_as_a_code_for_a_choice_and_as_a_sentence_for_a_text(
    deal_of: DealOf, clause_of: ClauseOf
) -> None:
    choice = {"type": "choice", "means": "?", "choices": ["free", "stop"],
              "from": "pricing.cap_behaviour"}  # fmt: skip
    text = {"type": "text", "means": "?", "from": "pricing.cap_behaviour"}
    assert _resolved(clause_of, deal_of(), **choice).printed == "free"
    assert _resolved(clause_of, deal_of(), **text).printed == "At the cap the service goes on."
    uncapped = resolve_params(clause_of("terms", params={"x": text}), deal_of({"offer.cap": None}))
    assert uncapped.lacking == ("x",)
