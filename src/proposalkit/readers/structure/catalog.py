"""The catalogue of the document: tagging, language, title, and nothing that acts by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proposalkit.model.finding import Finding
from proposalkit.readers.structure.actions import forbidden_action
from proposalkit.readers.structure.entries import elements, entry, has, name, text
from proposalkit.readers.structure.faults import fault
from proposalkit.readers.structure.opened import OpenedPdf

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
_PLACE = "catalogue"


def check_catalog(opened: OpenedPdf) -> Iterator[Finding]:
    """Check what ISO 19005-3 6.4 to 6.10 and ISO 14289-1 7.1 ask of the document as a whole."""
    catalog = opened.catalog
    yield from _tagging(catalog)
    yield from _title(catalog)
    yield from _acts(catalog)
    yield from _form(entry(catalog, "/AcroForm"))
    if has(entry(catalog, "/Names"), "/AlternatePresentations"):
        yield fault("pdf-alternate-presentations", _PLACE, "The file holds other presentations.")
    if has(catalog, "/OCProperties"):
        yield fault(
            "pdf-optional-content",
            _PLACE,
            "The file has layers that can be switched off, so two readers may see two texts.",
            "Make the PDF without optional content; everything in it must be visible.",
        )
    if entry(catalog, "/NeedsRendering") is True:
        yield fault("pdf-needs-rendering", _PLACE, "The pages are only made when they are opened.")


def language_is_valid(value: object) -> bool:
    """Say whether a language entry is a tag such as `en` or `en-GB`."""
    return bool(_LANGUAGE.match(text(value)))


def _tagging(catalog: object) -> Iterator[Finding]:
    """Check that the file says it is tagged, without doubt, and in which language."""
    mark_info = entry(catalog, "/MarkInfo")
    if entry(mark_info, "/Marked") is not True:
        yield fault("pdf-not-marked", _PLACE, "The file does not say that it is tagged.")
    if entry(mark_info, "/Suspects") is True:
        yield fault("pdf-suspect-tags", _PLACE, "The file says that its tags may be wrong.")
    if not has(catalog, "/Lang"):
        yield fault(
            "pdf-no-language",
            _PLACE,
            "The file does not say its language.",
            'Write `<html lang="en">` in the template.',
        )
    elif not language_is_valid(entry(catalog, "/Lang")):
        yield fault(
            "pdf-language-invalid",
            _PLACE,
            f'"{text(entry(catalog, "/Lang"))}" is not a language tag.',
            "Use a tag such as `en` or `en-GB`.",
        )


def _title(catalog: object) -> Iterator[Finding]:
    """Check that a reader shows the title and not the name of the file."""
    if entry(entry(catalog, "/ViewerPreferences"), "/DisplayDocTitle") is not True:
        yield fault("pdf-title-not-displayed", _PLACE, "Readers are not told to show the title.")


def _acts(catalog: object) -> Iterator[Finding]:
    """Check that opening the file starts nothing."""
    if has(catalog, "/AA"):
        yield fault("pdf-catalog-action", _PLACE, "The file has actions that start by themselves.")
    problem = forbidden_action(entry(catalog, "/OpenAction"))
    if problem:
        yield fault("pdf-catalog-action", _PLACE, f"Opening the file starts {problem}.")
    if has(entry(catalog, "/Names"), "/JavaScript"):
        yield fault("pdf-javascript", _PLACE, "The file carries scripts.")


def _form(form: object) -> Iterator[Finding]:
    """Check that a form, if there is one, holds signature fields only."""
    if has(form, "/XFA"):
        yield fault("pdf-form-xfa", _PLACE, "The file holds an XFA form.")
    if entry(form, "/NeedAppearances") is True:
        yield fault(
            "pdf-form-needs-appearances", _PLACE, "The form fields have no look of their own."
        )
    fields = [
        field for field in elements(entry(form, "/Fields")) if name(entry(field, "/FT")) != "Sig"
    ]
    if fields:
        yield fault(
            "pdf-form-fields",
            _PLACE,
            f"The file has {len(fields)} form fields that are not signatures.",
            "Print the lines to fill in as text; only a signature may be a field.",
        )
