"""What every retriever has to do; each adapter's test inherits it and gives the fixture."""

from __future__ import annotations

from datetime import date

from proposalkit.model.canonical import fold, text_sha256
from proposalkit.model.knowledge import Audience, Passage
from proposalkit.ports import Retriever


def passage(name: str, text: str, audience: Audience = "buyer") -> Passage:
    """Make a passage whose title is its id in words."""
    return Passage(
        id=name, kind="passage", title=name.replace("-", " "), audience=audience,
        owner="sales", source="own text", review_by=date(2027, 5, 31),
        text=text, file=f"knowledge/playbook/{name}.md", line=11,
    )  # fmt: skip


PASSAGES = (
    passage(
        "sampling",
        "A random sample of replies is read every week.\nTwo readers mark each reply\n"
        "without knowing the other's mark. The share of right replies is the figure.",
    ),
    passage("backups", "Backups are deleted ninety days later. They cannot be edited singly."),
    passage("peaks", "Sale weeks bring a wave of parcels. The agent takes up the wave."),
    passage("review", "Once a quarter both teams look at the figures."),
    passage("margin", "The margin of a reply is seventy percent.", audience="internal"),
)


class RetrieverContract:
    """The tests of the port; a subclass gives the fixture `retriever`, made for buyers."""

    def test_the_same_need_gives_the_same_hits_every_time(self, retriever: Retriever) -> None:
        need = "Replies are read in a random sample"
        assert retriever.find(need, PASSAGES, 5) == retriever.find(need, PASSAGES, 5)

    def test_the_order_of_the_passages_does_not_matter(self, retriever: Retriever) -> None:
        need = "Replies are read in a random sample"
        assert retriever.find(need, PASSAGES, 5) == retriever.find(need, PASSAGES[::-1], 5)

    def test_the_passage_on_the_subject_comes_first(self, retriever: Retriever) -> None:
        hits = retriever.find("When are the backups deleted?", PASSAGES, 5)
        assert hits[0].passage_id == "backups"
        assert hits[0].rank == 1

    def test_every_span_stands_word_for_word_in_its_passage(self, retriever: Retriever) -> None:
        texts = {one.id: fold(one.text) for one in PASSAGES}
        hits = retriever.find("Two readers mark a random sample of replies", PASSAGES, 5)
        assert hits
        assert all(hit.span in texts[hit.passage_id] for hit in hits)
        assert all("\n" not in hit.span for hit in hits)

    def test_a_hit_carries_title_and_digest_of_its_passage(self, retriever: Retriever) -> None:
        (hit, *_) = retriever.find("When are the backups deleted?", PASSAGES, 5)
        assert hit.title == "backups"
        assert hit.sha256 == text_sha256(PASSAGES[1].text)

    def test_the_matched_words_stand_in_the_need(self, retriever: Retriever) -> None:
        need = "When are the backups deleted?"
        (hit, *_) = retriever.find(need, PASSAGES, 5)
        assert set(hit.matched) <= {"backups", "deleted"}
        assert hit.matched

    def test_a_need_no_passage_answers_gives_nothing(self, retriever: Retriever) -> None:
        assert retriever.find("Which court has jurisdiction?", PASSAGES, 5) == ()

    def test_an_empty_need_gives_nothing(self, retriever: Retriever) -> None:
        assert retriever.find("", PASSAGES, 5) == ()

    def test_no_passages_give_nothing(self, retriever: Retriever) -> None:
        assert retriever.find("When are the backups deleted?", (), 5) == ()

    def test_not_more_hits_than_asked_for_come_back(self, retriever: Retriever) -> None:
        need = "Backups are deleted; sample of replies; wave of parcels; figures each quarter"
        assert len(retriever.find(need, PASSAGES, 2)) == 2
        assert retriever.find(need, PASSAGES, 0) == ()

    def test_ranks_count_up_while_scores_go_down(self, retriever: Retriever) -> None:
        need = "Backups are deleted; sample of replies; wave of parcels; figures each quarter"
        hits = retriever.find(need, PASSAGES, 4)
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)

    def test_internal_passages_do_not_come_back(self, retriever: Retriever) -> None:
        hits = retriever.find("What is the margin of a reply in percent?", PASSAGES, 5)
        assert "margin" not in {hit.passage_id for hit in hits}

    def test_passages_with_equal_scores_come_by_id(self, retriever: Retriever) -> None:
        text = "Backups are deleted after ninety days."
        twins = tuple(
            one.model_copy(update={"title": "Backups"})
            for one in (passage("b-twin", text), passage("a-twin", text), *PASSAGES[2:4])
        )
        hits = retriever.find("backups deleted after ninety days", twins, 5)
        assert [hit.passage_id for hit in hits] == ["a-twin", "b-twin"]
