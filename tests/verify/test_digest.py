"""The JSON is the canonical one, the attached one and the printed one."""

from __future__ import annotations

import hashlib
import json

from proposalkit.model.canonical import canonical_bytes, content_digest, text_sha256
from proposalkit.model.proposal import Proposal
from proposalkit.verify.clauses import check_clause_digests, check_clauses_on_pages
from proposalkit.verify.digest import check_attachment, check_canonical, check_printed_digest


def test_equal_attachment_passes_and_another_one_is_found() -> None:
    assert check_attachment(b"{}", b"{}").findings == ()
    assert [f.id for f in check_attachment(b"{}", b"{ }").findings] == ["attachment-differs"]
    assert [f.id for f in check_attachment(None, b"{}").findings] == ["attachment-missing"]
    assert check_attachment(b"{}", None).outcome == "not_applicable"


def test_only_the_canonical_bytes_pass(proposal: Proposal) -> None:
    data = canonical_bytes(proposal)
    assert check_canonical(data, proposal).findings == ()
    pretty = json.dumps(json.loads(data), indent=1).encode()
    assert [f.id for f in check_canonical(pretty, proposal).findings] == ["json-not-canonical"]


def test_canonical_bytes_are_sorted_and_without_blanks(proposal: Proposal) -> None:
    """Checked against the standard library, which sorts ASCII keys as RFC 8785 does."""
    data = canonical_bytes(proposal)
    plain = json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert data == plain.encode()


def test_the_digest_has_to_stand_on_the_page_and_in_the_metadata(proposal: Proposal) -> None:
    data = canonical_bytes(proposal)
    digest = hashlib.sha256(data).hexdigest()
    split = f"{digest[:32]}\n{digest[32:]}"
    assert check_printed_digest(data, split, digest).findings == ()
    ids = [f.id for f in check_printed_digest(data, digest[:-1] + "x", "").findings]
    assert ids == ["digest-not-printed", "digest-not-in-metadata"]


def test_the_content_digest_ignores_only_revision_status_and_grade(proposal: Proposal) -> None:
    released = proposal.model_copy(
        update={
            "revision": 4, "grade": "for_discussion", "released_by": "A. Person",
            "grade_notice": "For discussion.",
        }
    )  # fmt: skip
    assert content_digest(released) == content_digest(proposal)
    retitled = proposal.model_copy(update={"title": "Another title"})
    assert content_digest(retitled) != content_digest(proposal)


def test_a_changed_word_breaks_the_digest_of_its_clause(proposal: Proposal) -> None:
    assert check_clause_digests(proposal).findings == ()
    clause = proposal.clauses[3]
    changed = clause.model_copy(update={"text": clause.text.replace("Provider", "Customer", 1)})
    clauses = (*proposal.clauses[:3], changed, *proposal.clauses[4:])
    broken = proposal.model_copy(update={"clauses": clauses})
    assert [f.where for f in check_clause_digests(broken).findings] == ["/clauses/3/text"]


def test_the_clause_digest_is_that_of_the_folded_text() -> None:
    folded = "1. One rule. 2. Another."
    assert (
        text_sha256("1. One  rule.\n2. Another.\n") == hashlib.sha256(folded.encode()).hexdigest()
    )


def test_a_clause_has_to_stand_on_the_pages_whole(proposal: Proposal) -> None:
    pages = "\n".join(f"{one.title}\n{one.id}\n{one.text}" for one in proposal.clauses)
    assert check_clauses_on_pages(proposal, pages).findings == ()
    lacking = pages.replace(proposal.clauses[2].text.split("\n")[-1], "", 1)
    assert [f.where for f in check_clauses_on_pages(proposal, lacking).findings] == ["/clauses/2"]
