"""The output intent: which colours are meant (ISO 19005-3, 6.2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.entries import data, elements, entry, name, reference, whole
from proposalkit.readers.structure.faults import fault
from proposalkit.readers.structure.opened import OpenedPdf

_CHANNELS = {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}
_PLACE = "output intent"


def check_output_intent(opened: OpenedPdf) -> Iterator[Finding]:
    """Check that there is one colour profile for the file and that it is a sound ICC profile."""
    intents = elements(entry(opened.catalog, "/OutputIntents"))
    ours = [intent for intent in intents if name(entry(intent, "/S")) == "GTS_PDFA1"]
    if not ours:
        yield fault("pdf-no-output-intent", "catalogue", "The file names no PDF/A output intent.")
        return
    profiles = [entry(intent, "/DestOutputProfile") for intent in intents]
    if len({reference(profile) for profile in profiles if profile is not None}) > 1:
        yield fault("pdf-output-intents-differ", _PLACE, "Two output intents use two profiles.")
    problem = _profile_problem(entry(ours[0], "/DestOutputProfile"))
    if problem:
        yield fault("pdf-output-profile", _PLACE, problem)


def _profile_problem(profile: object) -> str:
    """Say what is wrong with an ICC profile; an empty text when it is sound."""
    icc = data(profile)
    if icc is None:
        return "The output intent has no colour profile."
    if len(icc) < 128 or icc[36:40] != b"acsp":
        return "The colour profile is not an ICC profile."
    if icc[12:16] not in (b"mntr", b"prtr"):
        return "The colour profile is for neither a screen nor a printer."
    if _CHANNELS.get(icc[16:20]) != whole(entry(profile, "/N")):
        return "The colour profile and its number of channels do not agree."
    return ""
