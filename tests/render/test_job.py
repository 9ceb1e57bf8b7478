"""The wire between parent and child keeps every byte, and notices a cut."""

from __future__ import annotations

import pytest

from proposalkit.render.job import (
    Answer,
    Problem,
    WireBroken,
    answer_from_wire,
    answer_to_wire,
    job_from_wire,
    job_to_wire,
)


def test_a_job_comes_through_unchanged(make_job):
    job = make_job(html="<p>ü\n\x00</p>", images=(("a", b"\x00\n"), ("b", b"")), payload=b"\n{}")
    assert job_from_wire(job_to_wire(job)) == job


@pytest.mark.parametrize("outcome", ["done", "bad_input", "refused", "unavailable"])
def test_an_answer_comes_through_unchanged(outcome):
    problem = Problem(id="a", where="page", message="ü \n", remedy="")
    answer = Answer(
        outcome=outcome, pdf=b"%PDF\n", problems=(problem,), pages=3, cpu_seconds=0.5, peak_bytes=9
    )
    assert answer_from_wire(answer_to_wire(answer)) == answer


@pytest.mark.parametrize(
    "data", [b"", b"{}", answer_to_wire(Answer(outcome="done", pdf=b"%PDF"))[:-1]]
)
def test_a_cut_message_is_noticed(data):
    with pytest.raises(WireBroken):
        answer_from_wire(data)


def test_an_unknown_outcome_is_noticed():
    data = answer_to_wire(Answer(outcome="done")).replace(b'"done"', b'"odd!"')
    with pytest.raises(WireBroken, match="'odd!' is not an outcome"):
        answer_from_wire(data)
