"""What every drafter has to do; each adapter's test inherits it and gives the fixture."""

from __future__ import annotations

from tests.llm.sections import TASKS

from proposalkit.model.draft import SectionReply, SectionTask
from proposalkit.ports import Drafter


def ids_used(reply: SectionReply) -> set[str]:
    """Give every id that a reply takes or cites."""
    taken = {block.chunk for block in reply.blocks if block.chunk}
    return taken | {one for block in reply.blocks for one in block.cites}


def listed(task: SectionTask) -> set[str]:
    """Give every id that a task lists."""
    return {one.id for one in task.sources}


class DrafterContract:
    """The tests of the protocol; a subclass gives the fixture `drafter`."""

    def test_each_task_gets_one_reply_in_the_order_of_the_tasks(self, drafter: Drafter) -> None:
        replies = drafter.draft(TASKS)
        assert [one.section for one in replies] == [one.section for one in TASKS]

    def test_no_tasks_give_no_replies(self, drafter: Drafter) -> None:
        assert drafter.draft(()) == ()

    def test_a_reply_has_blocks_or_says_why_not(self, drafter: Drafter) -> None:
        for reply in drafter.draft(TASKS):
            assert bool(reply.blocks) != bool(reply.fault)

    def test_a_reply_rests_on_the_sentences_of_its_own_task_alone(self, drafter: Drafter) -> None:
        for task, reply in zip(TASKS, drafter.draft(TASKS), strict=True):
            assert ids_used(reply)
            assert ids_used(reply) <= listed(task)

    def test_each_block_has_what_its_kind_needs(self, drafter: Drafter) -> None:
        for block in (block for reply in drafter.draft(TASKS) for block in reply.blocks):
            assert bool(block.chunk) == (block.kind == "verbatim")
            assert bool(block.text) == (block.kind != "verbatim")
            assert bool(block.cites) == (block.kind == "prose")

    def test_the_same_tasks_get_the_same_replies(self, drafter: Drafter) -> None:
        assert drafter.draft(TASKS) == drafter.draft(TASKS)

    def test_a_part_of_the_tasks_gets_the_same_replies_as_all_of_them(
        self, drafter: Drafter
    ) -> None:
        assert drafter.draft(TASKS)[2:5] == drafter.draft(TASKS[2:5])
