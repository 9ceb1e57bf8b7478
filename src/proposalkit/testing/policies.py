"""The policies by name, for the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from proposalkit.testing.adaptive import adaptive
from proposalkit.testing.answers import Policy
from proposalkit.testing.faults import broken
from proposalkit.testing.hallucinating import hallucinating
from proposalkit.testing.honest import honest
from proposalkit.testing.obedient import obedient
from proposalkit.testing.readers import read_honestly, read_lying, read_obeying, reads

POLICIES: Mapping[str, Callable[[float, int], Policy]] = {
    "honest": lambda _, seed: reads(honest(seed), read_honestly),
    "hallucinating": lambda rate, seed: reads(hallucinating(rate, seed), read_lying),
    "adaptive": lambda rate, seed: adaptive(rate, seed),
    "obedient": lambda _, seed: reads(obedient, read_obeying),
    "broken": lambda _, seed: broken(),
}
"""Each policy, made of a rate from 0 to 1 and a seed."""


def policy_of(name: str, rate: float = 1.0, seed: int = 0, faults: tuple[str, ...] = ()) -> Policy:
    """Make a policy; raises ValueError for a name, a rate or a fault there is not."""
    if name not in POLICIES:
        raise ValueError(f'no policy is called "{name}"; there are {", ".join(POLICIES)}')
    if not 0 <= rate <= 1:
        raise ValueError(f'the rate "{rate}" is not between 0 and 1')
    return broken(*faults) if name == "broken" and faults else POLICIES[name](rate, seed)
