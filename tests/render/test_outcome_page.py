"""The definition of an outcome on its page: what is shown stands there, what machines need not."""

from __future__ import annotations

from lxml.html import document_fromstring

from proposalkit.model.folding import bare
from proposalkit.model.outcome import Outcome
from proposalkit.model.shown import shown_values
from proposalkit.render.environment import TemplateFolders
from proposalkit.render.html import proposal_html

from .conftest import TEMPLATES
from .sample_deal import outcome
from .sample_proposal import full_proposal


def _executable() -> Outcome:
    """Give the sample outcome with columns, a tree of conditions and a share."""
    base = outcome().model_dump(mode="json")
    tree = {
        "operator": "any", "text": "It was written in one of the two inboxes",
        "parts": [{"field": "inbox", "operator": "equals", "value": [name], "text": f"Inbox {name}"}
                  for name in ("north-77", "south-78")],
    }  # fmt: skip
    shared = {"field": "human_edits", "operator": "at_least", "value": ["1"],
              "text": "A person edited the reply"}  # fmt: skip
    return Outcome.model_validate(base | {
        "qualifies": [tree],
        "record": {"id": "ticket_number", "at": "solved_at", "same_matter": ["customer_number"]},
        "assisted": {"when": [shared], "share": "0.375"},
    })  # fmt: skip


def test_the_share_of_work_done_together_and_the_words_of_a_tree_stand_on_the_page() -> None:
    proposal = full_proposal().model_copy(update={"outcomes": (_executable(),)})
    html = proposal_html(proposal, "ab" * 32, TemplateFolders(TEMPLATES))
    page = bare(document_fromstring(html).text_content())
    shown = [one for one in shown_values(proposal) if one.pointer.startswith("/outcomes/0")]
    assert [one.pointer for one in shown if bare(one.text) not in page] == []
    assert bare("37.5% of one outcome is billed if: A person edited the reply") in page
    for only_for_machines in ("ticket_number", "customer_number", "north-77", "human_edits"):
        assert only_for_machines not in html
