"""A fake model on this machine: a real wire, policies that lie, obey or fail, and their log."""

from proposalkit.testing.answers import Change, Fault, Policy, Reply
from proposalkit.testing.asked import Asked, Task
from proposalkit.testing.faults import FAULTS
from proposalkit.testing.hallucinating import MUTATORS
from proposalkit.testing.oracle import Told, got_through
from proposalkit.testing.policies import POLICIES, policy_of
from proposalkit.testing.server import Exchange, FakeModel

__all__ = [
    "FAULTS",
    "MUTATORS",
    "POLICIES",
    "Asked",
    "Change",
    "Exchange",
    "FakeModel",
    "Fault",
    "Policy",
    "Reply",
    "Task",
    "Told",
    "got_through",
    "policy_of",
]
