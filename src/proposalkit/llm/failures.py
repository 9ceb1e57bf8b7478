"""What can go wrong between us and a model's server, in words for the person who runs it."""

from __future__ import annotations

from typing import Literal

FailureKind = Literal["transport", "unsound", "hopeless", "form", "own"]
"""transport: may be tried again. unsound: no answer at all, and again would be the same.
hopeless: the same for every section. form: the server refuses the form asked for. own: this
request alone."""

OFFLINE = "or draft with --llm offline"


class CallFailed(Exception):
    """One call without an answer; `said` and `remedy` never hold the key or the server's words."""

    def __init__(
        self, kind: FailureKind, said: str, remedy: str, retry_after: float | None = None
    ) -> None:
        """Say what the server did, what to do, and how many seconds it asks to wait."""
        super().__init__(said)
        self.kind, self.said, self.remedy, self.retry_after = kind, said, remedy, retry_after

    def sentence(self, place: str) -> str:
        """Give it as one sentence with what to do; `place` is host and port of the server."""
        return f"The model's server at {place} {self.said}: {self.remedy}, {OFFLINE}."


def no_key(name: str, place: str) -> str:
    """Say that there is no key, for which server, and where it is looked for."""
    return f"There is no key for the model's server at {place}: set {name}, {OFFLINE}."


def over_budget(limit: int) -> str:
    """Say that the limit of tokens keeps a section from being asked for."""
    return f"The limit of {limit} tokens for a proposal is reached: raise --max-tokens, {OFFLINE}."


def out_of_time(seconds: float, place: str) -> str:
    """Say that the time for all sections is over."""
    return (
        f"The {seconds:g} seconds for asking the model's server at {place} are over: raise "
        f"PROPOSALKIT_LLM_TOTAL_SECONDS or take a quicker model, {OFFLINE}."
    )


def given_up(last: CallFailed, place: str) -> str:
    """Say that the server is not asked any more."""
    return (
        f"The model's server at {place} was not asked any more, since it {last.said}: "
        f"{last.remedy}, {OFFLINE}."
    )


def earlier_answer(model: str, fault: str) -> str:
    """Say that a section keeps what a model answered in an earlier run, and why."""
    return f'The answer of the model "{model}" of an earlier run is kept. {fault}'


def no_answer(why: str, place: str, *, cut_off: bool = False) -> str:
    """Say that what came back is no answer that can be used, and why."""
    remedy = "raise PROPOSALKIT_LLM_ANSWER_TOKENS" if cut_off else "run it again"
    return (
        f"The model's answer from {place} could not be used, since {why}: {remedy}, take another "
        f"model, {OFFLINE}."
    )
