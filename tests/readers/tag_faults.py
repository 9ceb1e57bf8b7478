"""Faults of the structure tree."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from .faults import fault_list
from .samples import tags

FAULTS, causes = fault_list()


def table(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Give the first table."""
    return tags(pdf, "Table")[0]


def retag(pdf: pikepdf.Pdf, kind: str, new: str, place: int = 0) -> None:
    """Give one element another type."""
    tags(pdf, kind)[place].S = Name(f"/{new}")


@causes("pdf-no-structure-tree")
def the_structure_is_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@causes("pdf-structure-type")
def an_element_has_a_type_of_its_own(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "P", "Paragraph")


@causes("pdf-role-map")
def a_type_leads_to_no_standard_type(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "P", "Paragraph")
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Paragraph=Name.Absatz, Absatz=Name.Paragraph)


@causes("pdf-role-map")
def a_standard_type_gets_another_meaning(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(H1=Name.P)


@causes("pdf-structure-loop")
def an_element_holds_its_own_parent(pdf: pikepdf.Pdf) -> None:
    paragraph = tags(pdf, "P")[0]
    paragraph.K = Array([*paragraph.K, tags(pdf, "Document")[0]])


@causes("pdf-figure-without-alt")
def an_image_has_no_text(pdf: pikepdf.Pdf) -> None:
    del tags(pdf, "Figure")[0].Alt


@causes("pdf-figure-without-alt")
def the_text_of_a_drawing_is_blank(pdf: pikepdf.Pdf) -> None:
    tags(pdf, "Figure")[1].Alt = "  "


@causes("pdf-note-without-id")
def a_note_has_no_id(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "P", "Note")


@causes("pdf-language-invalid")
def an_element_has_a_false_language(pdf: pikepdf.Pdf) -> None:
    tags(pdf, "P")[0].Lang = "English, mostly"


@causes("pdf-row-outside-table")
def a_row_stands_outside_a_table(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "P", "TR")


@causes("pdf-cell-outside-row")
def a_cell_stands_outside_a_row(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "P", "TD")


@causes("pdf-row-group-outside-table")
def a_table_body_stands_outside_a_table(pdf: pikepdf.Pdf) -> None:
    table(pdf).S = Name.Div


@causes("pdf-list-item-outside-list")
def a_list_item_stands_outside_a_list(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "L", "Div")


@causes("pdf-list-body-outside-item")
def a_list_body_stands_outside_an_item(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "LI", "Div")


@causes("pdf-contents-item-outside-contents")
def a_line_of_contents_stands_alone(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "P", "TOCI")


@causes("pdf-contents-child")
def the_contents_hold_plain_text(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "P", "TOC")


@causes("pdf-table-child")
def a_table_holds_a_paragraph(pdf: pikepdf.Pdf) -> None:
    tags(pdf, "Caption")[0].S = Name.P


@causes("pdf-table-child")
def a_table_has_two_heads(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "TBody", "THead")


@causes("pdf-row-child")
def a_row_holds_a_paragraph(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "TD", "P")


@causes("pdf-row-group-child")
def a_table_body_holds_a_paragraph(pdf: pikepdf.Pdf) -> None:
    tags(pdf, "TR")[3].S = Name.P


@causes("pdf-list-child")
def a_list_holds_a_paragraph(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "LI", "P")


@causes("pdf-list-item-child")
def a_list_item_holds_a_paragraph(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "LBody", "P")


@causes("pdf-table-ragged")
def a_row_lacks_a_cell(pdf: pikepdf.Pdf) -> None:
    del tags(pdf, "TR")[2].K[2]


@causes("pdf-table-ragged")
def a_cell_covers_too_many_columns(pdf: pikepdf.Pdf) -> None:
    tags(pdf, "TD")[0].A.ColSpan = 2


@causes("pdf-cell-without-headers")
def a_cell_names_no_headers(pdf: pikepdf.Pdf) -> None:
    del tags(pdf, "TD")[0].A


@causes("pdf-cell-headers-unknown")
def a_cell_names_a_header_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    tags(pdf, "TD")[0].A.Headers = Array([pikepdf.String("nowhere")])


@causes("pdf-id-twice")
def two_header_cells_have_one_id(pdf: pikepdf.Pdf) -> None:
    heads = tags(pdf, "TH")
    heads[1].ID = heads[0].ID


@causes("pdf-heading-jump")
def the_first_heading_is_of_level_two(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "H1", "H2")


@causes("pdf-heading-jump")
def a_heading_skips_a_level(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "H3", "H5")


@causes("pdf-heading-mixed")
def plain_and_numbered_headings_are_mixed(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "H3", "H")


@causes("pdf-no-parent-tree")
def content_cannot_be_traced_to_elements(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


@causes("pdf-page-not-in-structure")
def a_page_is_not_in_the_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj.StructParents


@causes("pdf-content-not-in-structure")
def a_mark_leads_to_no_element(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][3] = None


@causes("pdf-structure-points-nowhere")
def an_element_refers_to_a_mark_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    tags(pdf, "Span")[0].K = Array([4000])


@causes("pdf-content-not-read")
def a_paragraph_is_left_out_of_the_reading_order(pdf: pikepdf.Pdf) -> None:
    document = tags(pdf, "Document")[0]
    document.K = Array([kid for kid in document.K if kid.S != Name.P])


@causes("pdf-annotation-parent")
def a_link_belongs_to_a_paragraph(pdf: pikepdf.Pdf) -> None:
    retag(pdf, "Link", "P")


@causes("pdf-annotation-parent")
def the_element_of_a_link_does_not_hold_it(pdf: pikepdf.Pdf) -> None:
    link = tags(pdf, "Link")[0]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])
