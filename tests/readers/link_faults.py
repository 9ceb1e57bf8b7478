"""Faults of links, other annotations and the entries of pages."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from .faults import fault_list
from .samples import links

FAULTS, causes = fault_list()


def last_link(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Give the link to the web."""
    return next(link for link in links(pdf) if "/A" in link)


@causes("pdf-page-tab-order")
def the_tab_key_follows_no_order(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Tabs


@causes("pdf-page-action")
def a_page_acts_when_it_is_shown(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


@causes("pdf-annotation-flags")
def a_link_does_not_print(pdf: pikepdf.Pdf) -> None:
    del last_link(pdf).F


@causes("pdf-annotation-flags")
def a_link_is_hidden(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).F = 4 | 2


@causes("pdf-annotation-type")
def a_link_is_a_film(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).Subtype = Name.Movie


@causes("pdf-annotation-note")
def a_link_is_a_note_with_text_off_the_page(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).Subtype = Name.Text


@causes("pdf-annotation-appearance")
def a_note_has_no_look(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).Subtype = Name.Highlight


@causes("pdf-annotation-no-contents")
def a_highlight_is_not_described(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).Subtype = Name.Highlight
    del last_link(pdf).Contents


@causes("pdf-action-forbidden")
def a_link_starts_a_script(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).A = Dictionary(S=Name.JavaScript, JS="1")


@causes("pdf-action-forbidden")
def a_link_starts_a_program(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).A = Dictionary(S=Name.Launch, F="program")


@causes("pdf-action-forbidden")
def a_link_gives_an_unknown_command(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).A = Dictionary(S=Name.Named, N=Name.Print)


@causes("pdf-action-forbidden")
def a_link_acts_when_it_is_touched(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).AA = Dictionary(E=Dictionary(S=Name.Named, N=Name.NextPage))


@causes("pdf-link-address")
def a_link_goes_to_a_file_of_the_reader(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).A.URI = "file:///etc/hosts"


@causes("pdf-link-no-contents")
def a_link_does_not_say_where_it_goes(pdf: pikepdf.Pdf) -> None:
    del last_link(pdf).Contents


@causes("pdf-annotation-not-in-structure")
def a_link_is_not_in_the_structure(pdf: pikepdf.Pdf) -> None:
    del last_link(pdf).StructParent


@causes("pdf-annotation-parent")
def a_link_leads_to_no_element(pdf: pikepdf.Pdf) -> None:
    last_link(pdf).StructParent = 9999


@causes("pdf-widget-no-name")
def a_field_has_no_name(pdf: pikepdf.Pdf) -> None:
    field = last_link(pdf)
    field.Subtype, field.FT, field.T = Name.Widget, Name.Sig, "signature"
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
