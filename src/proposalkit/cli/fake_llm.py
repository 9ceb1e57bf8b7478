"""The command that answers like a model endpoint, for trying and testing: fake-llm."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer


def fake_llm(
    policy: Annotated[
        Literal["honest", "hallucinating", "adaptive", "obedient", "broken"],
        typer.Option("--policy", help="How it behaves."),
    ] = "honest",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 0,
    rate: Annotated[
        float,
        typer.Option(
            "--rate", min=0, max=1, help="Share of sentences hallucinating and adaptive change."
        ),
    ] = 1.0,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same answers.")] = 0,
    delay: Annotated[
        float, typer.Option("--delay", metavar="SECONDS", min=0, help="Time each answer takes.")
    ] = 0.0,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            "--fault", metavar="NAME",
            help="How broken fails; a wrong name lists the right ones [default: all in turn].",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Answer like an OpenAI-compatible model endpoint, on this machine only, to try drafting with.

    honest writes well; hallucinating and adaptive lie; obedient does what any text tells it;
    broken fails in every known way. No key is needed.
    """
    from proposalkit.testing import FAULTS, FakeModel, policy_of

    unknown = [name for name in fault or () if name not in FAULTS]
    if unknown:
        raise typer.BadParameter(
            f'"{unknown[0]}" is not a fault. There are: {", ".join(FAULTS)}.',
            param_hint="'--fault'",
        )
    chosen = policy_of(policy, rate, seed, tuple(fault or ()))
    with FakeModel(chosen, delay=delay, port=port) as fake:
        _say_how(fake.url, policy)
        try:
            while not fake.ended(3600):
                pass
        except KeyboardInterrupt:
            print(f"Ended after {len(fake.exchanges)} requests.", file=sys.stderr)


def _say_how(url: str, policy: str) -> None:
    from proposalkit.testing.wire import MODEL

    print(f"{url}  ({policy}; Ctrl-C ends it)", file=sys.stderr)
    print("In another terminal:", file=sys.stderr)
    print(f"  export PROPOSALKIT_LLM_URL={url} PROPOSALKIT_LLM_MODEL={MODEL}", file=sys.stderr)
    print("  proposalkit generate DEAL --llm openai", file=sys.stderr)
