"""Under a standing agreement the page names it, cites what it says already, and prints the rest."""

from __future__ import annotations

from datetime import date

from lxml.html import document_fromstring

from proposalkit.model.folding import bare
from proposalkit.model.parties import AlreadyAgreed, ExistingAgreement
from proposalkit.model.shown import shown_values
from proposalkit.render.environment import TemplateFolders
from proposalkit.render.html import proposal_html

from .conftest import TEMPLATES
from .sample_proposal import full_proposal

CITED = AlreadyAgreed(clause="liability-cap", title="Liability cap", where="section 12")
STANDING = ExistingAgreement(title="Master services agreement", agreed_on=date(2024, 5, 6))


def _page(**acceptance: object) -> str:
    whole = full_proposal()
    changed = whole.acceptance.model_copy(update={"paper": "existing", **acceptance})
    proposal = whole.model_copy(update={"acceptance": changed})
    html = proposal_html(proposal, "ab" * 32, TemplateFolders(TEMPLATES))
    page = str(document_fromstring(html).text_content())
    shown = [one for one in shown_values(proposal) if one.pointer.startswith("/acceptance")]
    assert [one.pointer for one in shown if bare(one.text) not in bare(page)] == []
    return " ".join(page.split())


def test_the_standing_agreement_stands_there_with_its_date_and_what_it_says_already() -> None:
    page = _page(existing_agreement=STANDING, already_agreed=(CITED,))
    assert "Master services agreement, agreed on 6 May 2024" in page
    assert "Agreed already, cited and not repeated here" in page
    assert bare("Liability cap liability-cap section 12") in bare(page)


def test_without_anything_agreed_already_there_is_no_such_table() -> None:
    assert "Agreed already" not in _page(existing_agreement=STANDING)
