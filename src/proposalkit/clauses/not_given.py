"""Values that stand in the clauses of a deal and that nobody gave for it."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.clauses.conflicts import BORROWED
from proposalkit.clauses.deal_values import deal_value, known_value
from proposalkit.clauses.drafted import Terms
from proposalkit.model.plan import StandardFigure


def values_not_given(terms: Terms) -> Iterator[StandardFigure]:
    """Give each value that is the default of a text, or borrowed from another value.

    A value that the chosen text does not print is left out.
    """
    for clause, name, param, value in terms.params():
        if name in terms.deal.brief.clause_params.get(clause, {}):
            continue
        known = param.source is not None and known_value(param.source, terms.deal)
        given = known and deal_value(param.source or "", terms.deal).value is not None
        borrowed = (clause, name) in BORROWED
        text = next(one.clause.text for one in terms.drafted if one.clause.id == clause)
        if (borrowed or not given) and value.printed in text:
            yield StandardFigure(
                clause=clause,
                name=name,
                means=param.means,
                value=value.printed,
                amount=param.type == "money",
                taken_from=param.source if given else None,
            )
