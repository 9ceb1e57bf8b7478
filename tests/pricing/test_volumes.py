"""What a person may write after --volume, and what is said of everything else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proposalkit.errors import InputRefused
from proposalkit.pricing.volumes import CountedUnit, asked_volumes

ONE = (CountedUnit("resolved-contact", "resolved contacts"),)
TWO = (*ONE, CountedUnit("resolved-call", "calls ended"))
NUMBER = "Write a number of units a month such as 20001 or 2.5."


@pytest.mark.parametrize("text", ["resolved=20001", "resolved-contact=20001", "20001",
                                  "Resolved contacts = 20001"])  # fmt: skip
def test_a_metric_may_be_named_in_full_in_part_or_not_at_all(text: str) -> None:
    assert asked_volumes([text], ONE) == {"resolved-contact": Decimal(20001)}


def test_two_metrics_each_get_their_own_volume_in_the_order_of_the_price() -> None:
    found = asked_volumes(["calls=2.5", "resolved-contact=7"], TWO)
    assert list(found.items()) == [
        ("resolved-contact", Decimal(7)),
        ("resolved-call", Decimal("2.5")),
    ]


@pytest.mark.parametrize(
    ("texts", "units", "said"),
    [
        (["-1"], ONE, f'--volume: "-1" is not a volume: at most 15 digits, a point, at most 12 '
                      f"decimals, no sign. {NUMBER}"),
        (["NaN"], ONE, f'--volume: "NaN" is not a volume: at most 15 digits, a point, at most 12 '
                       f"decimals, no sign. {NUMBER}"),
        (["1000000000000000"], ONE, '--volume: "1000000000000000" is not a volume: at most 15 '
                                    f"digits, a point, at most 12 decimals, no sign. {NUMBER}"),
        (["seats=3"], ONE, '--volume: "seats" is nothing this price counts. '
                           'It counts "resolved-contact".'),
        (["resolved=3"], TWO, '--volume: "resolved=3" could mean each of "resolved-contact", '
                              '"resolved-call". Write the whole name.'),
        (["calls=3"], TWO, '--volume: No volume is given for "resolved-contact". '
                           "Add --volume resolved-contact=1000."),
        (["1", "2"], ONE, '--volume: "2" names "resolved-contact" a second time. '
                          "Give one volume for each metric."),
        (["3"], (), '--volume: "3" has nothing to count. '
                    "This price counts nothing: leave the volume out."),
    ],
)  # fmt: skip
def test_what_is_no_volume_is_refused_with_what_to_write(
    texts: list[str], units: tuple[CountedUnit, ...], said: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        asked_volumes(texts, units)
    assert [one.line() for one in refused.value.findings] == [said]
