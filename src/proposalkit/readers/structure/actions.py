"""Which actions a PDF of ours may hold: jumps inside it, and links to the web or to mail."""

from __future__ import annotations

from proposalkit.readers.structure.entries import elements, entry, is_dictionary, name, text

_ALLOWED = frozenset({"GoTo", "URI", "Named"})
_NAMED = frozenset({"NextPage", "PrevPage", "FirstPage", "LastPage"})
_SCHEMES = ("https:", "http:", "mailto:")
_LONGEST_CHAIN = 20


def forbidden_action(action: object) -> str:
    """Say in words what an action does that it must not do; an empty text when it is allowed."""
    waiting = [action]
    for _ in range(_LONGEST_CHAIN):
        if not waiting:
            return ""
        current = waiting.pop()
        if not is_dictionary(current):
            continue
        problem = _one(current)
        if problem:
            return problem
        waiting.extend(elements(entry(current, "/Next")))
    return "a chain of actions too long to follow"


def foreign_scheme(action: object) -> str:
    """Give the address of a link that is neither web nor mail, or an empty text."""
    if name(entry(action, "/S")) != "URI":
        return ""
    address = text(entry(action, "/URI"))
    return "" if address.lower().startswith(_SCHEMES) else address or "(no address)"


def _one(action: object) -> str:
    """Judge one action of a chain."""
    kind = name(entry(action, "/S"))
    if kind not in _ALLOWED:
        return f'an action "{kind}"'
    if kind == "Named" and name(entry(action, "/N")) not in _NAMED:
        return f'the command "{name(entry(action, "/N"))}"'
    return ""
