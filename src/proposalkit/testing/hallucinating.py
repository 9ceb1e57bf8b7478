"""The hallucinating policy: an honest answer in which sentences are made false, and logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

from proposalkit.testing.answers import Block, Change, Policy, Reply, blocks_text, verbatim
from proposalkit.testing.asked import Asked, Task
from proposalkit.testing.false_shapes import SHAPE_MUTATORS
from proposalkit.testing.false_values import VALUE_EDITORS
from proposalkit.testing.false_words import WORD_EDITORS
from proposalkit.testing.honest import NOTHING
from proposalkit.testing.mutants import Mutant, Mutator, by_words

MUTATORS: Mapping[str, Mutator] = {
    **{name: by_words(name, edit) for name, edit in {**VALUE_EDITORS, **WORD_EDITORS}.items()},
    **SHAPE_MUTATORS,
}
"""Every class of lie, by name."""


def hallucinating(rate: float = 1.0, seed: int = 0, only: Iterable[str] = ()) -> Policy:
    """Give a policy that makes this share of the sentences false, each in one of the classes."""
    names = tuple(only) or tuple(MUTATORS)
    unknown = [name for name in names if name not in MUTATORS]
    if unknown:
        raise ValueError(f'no class of lie is called "{unknown[0]}"')

    def answer(asked: Asked) -> Reply:
        task = asked.task
        if task is None:
            return Reply(content=NOTHING)
        return lies(task, Random(f"{seed}:{asked.digest}"), rate, names)

    return answer


def lies(task: Task, random: Random, rate: float, names: tuple[str, ...]) -> Reply:
    """Answer a task with this share of its sentences made false."""
    blocks: list[Block] = []
    changes: list[Change] = []
    for source in task.evidence:
        mutant = None
        if random.random() < rate:
            mutant = _first_that_fits(source.id, task, random, names)
        if mutant is None:
            blocks.append(verbatim(source.id))
        else:
            blocks.extend(mutant.blocks)
            changes.append(mutant.change)
    return Reply(content=blocks_text(blocks), changes=tuple(changes))


def _first_that_fits(
    source: str, task: Task, random: Random, names: tuple[str, ...]
) -> Mutant | None:
    for name in random.sample(names, len(names)):
        found = MUTATORS[name](task.sentence(source), task, random)
        if found is not None:
            return found
    return None
