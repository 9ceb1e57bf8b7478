"""Hold a proposal against a buyer's policy, and read what a proposal says on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from proposalkit.compare.policy import check_policy
from proposalkit.compare.requirements import Asked
from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.fault_words import quoted
from proposalkit.knowledge.knowledge_files import POLICIES
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.text_files import read_text, shown_path
from proposalkit.knowledge.yaml_text import YamlDocument, parse_yaml
from proposalkit.model.finding import Finding
from proposalkit.model.policy import Policy, PolicyReport
from proposalkit.workflows.facts_known import bloc_countries, fact_starts, known_facts
from proposalkit.workflows.received import Received, receive


def shipped_policies() -> tuple[Path, ...]:
    """Give the policies that come with the program, by name."""
    return tuple(sorted((packaged_path("knowledge") / POLICIES).glob("*.yaml")))


def find_policy(name: str) -> Path:
    """Give the file of a policy: a path, or the name of one that comes with the program."""
    path = Path(name)
    shipped = {one.stem: one for one in shipped_policies()}
    return shipped.get(name, path) if not path.exists() else path


def copy_policy(source: Path, to: Path) -> None:
    """Copy a policy so that it can be changed; raises Refused when the file is there already."""
    text = _text(source, shown_path(source))
    try:
        with to.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise Refused(f'"{to}" is there already.', "Name a new file.") from error
    except OSError as error:
        raise explain_os_error(error, to) from error


def read_policy(path: Path) -> Policy:
    """Read a policy; raises InputRefused with the place of every problem."""
    shown = shown_path(path)
    return parse_policy(_text(path, shown), shown)


def parse_policy(text: str, shown: str) -> Policy:
    """Read the text of a policy; raises InputRefused with the place of every problem."""
    document = parse_yaml(text, shown)
    policy, findings = build(Policy, document)
    if policy is not None:
        findings += _unknown_facts(policy, document)
    if policy is None or findings:
        raise InputRefused(findings)
    return policy


def check_against(path: Path, policy: Policy, on: date, key: Path | None = None) -> PolicyReport:
    """Read and verify the proposal at a path, and answer every requirement of the policy.

    With a public key it must be signed with the private half of it. Raises InputRefused when it
    cannot be read, and Refused when it does not verify.
    """
    return check_received(receive(path, () if key is None else (key,)), policy, on)


def check_received(received: Received, policy: Policy, on: date) -> PolicyReport:
    """Answer every requirement of the policy from a proposal that was read and verified."""
    asked = Asked(received.proposal, received.price.at, bloc_countries(), fact_starts())
    return check_policy(policy, received.source, asked, received.checking, on, received.page_of)


def _text(path: Path, shown: str) -> str:
    try:
        return read_text(path, shown)
    except InputRefused as refused:
        names = quoted([one.stem for one in shipped_policies()])
        remedy = f"Name a file, or one of the policies that come with the program: {names}."
        raise InputRefused(
            [one.model_copy(update={"remedy": remedy}) for one in refused.findings]
        ) from refused


def _unknown_facts(policy: Policy, document: YamlDocument) -> Iterator[Finding]:
    """Find facts no clause can state: a typing slip would read as silence for ever."""
    from difflib import get_close_matches

    known = known_facts()
    for number, one in enumerate(policy.requirements):
        if one.fact is not None and one.fact.id not in known:
            near = get_close_matches(one.fact.id, known, 1)
            yield Finding(
                id="unknown-fact",
                where=document.value_place(("requirements", number, "fact", "id")),
                message=f'"{one.fact.id}" is no fact a clause states.',
                remedy=f'Did you mean "{near[0]}"?'
                if near
                else "Take an id that `proposalkit read KIT --clauses` shows.",
            )
