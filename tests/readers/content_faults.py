"""Faults of what is drawn on the pages: fonts, marks, images."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name

from .faults import fault_list
from .samples import edit_content, fonts

FAULTS, causes = fault_list()


def picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Give the image of the first page."""
    objects = pdf.pages[0].obj.Resources.XObject.values()
    return next(one for one in objects if one.Subtype == Name.Image)


def descendant(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """Give the inner font of a font."""
    return fonts(pdf)[name].DescendantFonts[0]


def edit_text_map(pdf: pikepdf.Pdf, pattern: bytes, new: bytes) -> None:
    """Change one entry of the map from codes to text."""
    text_map = fonts(pdf)["Sample"].ToUnicode
    after = re.sub(pattern, new, text_map.read_bytes(), count=1)
    assert after != text_map.read_bytes()
    text_map.write(after)


@causes("pdf-font-not-embedded")
def a_font_is_not_embedded(pdf: pikepdf.Pdf) -> None:
    del descendant(pdf, "Sample").FontDescriptor.FontFile3


@causes("pdf-font-not-embedded")
def a_font_of_one_byte_codes_is_not_embedded(pdf: pikepdf.Pdf) -> None:
    plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    plain.Encoding = Name.WinAnsiEncoding
    pdf.pages[0].obj.Resources.Font.Plain = plain


@causes("pdf-font-encoding")
def a_font_has_a_code_map_of_its_own(pdf: pikepdf.Pdf) -> None:
    fonts(pdf)["Sample"].Encoding = pdf.make_stream(b"begincmap endcmap", Type=Name.CMap)


@causes("pdf-font-no-text-map")
def a_font_has_no_map_to_text(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)["Sample"].ToUnicode


@causes("pdf-font-no-glyph-map")
def a_truetype_font_has_no_map_to_glyphs(pdf: pikepdf.Pdf) -> None:
    inner = descendant(pdf, "Marks")
    inner.Subtype = Name.CIDFontType2
    del inner.CIDToGIDMap


@causes("pdf-glyph-missing")
def the_empty_box_is_shown(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: re.sub(rb"\[<[0-9a-f]{4}>", b"[<0000>", data, count=1))


@causes("pdf-glyph-without-text")
def a_glyph_stands_for_no_text(pdf: pikepdf.Pdf) -> None:
    edit_text_map(pdf, rb"beginbfchar\n<[0-9a-f]{4}>", b"beginbfchar\n<fff0>")


@causes("pdf-glyph-without-text")
def a_glyph_stands_for_the_null_character(pdf: pikepdf.Pdf) -> None:
    edit_text_map(pdf, rb"> <[0-9a-f]{4}>\n<", b"> <0000>\n<")


@causes("pdf-glyph-private-use")
def a_glyph_stands_for_a_private_character(pdf: pikepdf.Pdf) -> None:
    edit_text_map(pdf, rb"> <[0-9a-f]{4}>\n<", b"> <e123>\n<")


@causes("pdf-glyph-unseen")
def a_glyph_stands_for_a_character_nobody_sees(pdf: pikepdf.Pdf) -> None:
    edit_text_map(pdf, rb"> <[0-9a-f]{4}>\n<", b"> <db40dc41>\n<")


@causes("pdf-content-unmarked")
def a_line_is_drawn_outside_all_marks(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: data + b"\n0 0 m\n9 9 l\nS")


@causes("pdf-content-unmarked")
def text_is_written_outside_all_marks(pdf: pikepdf.Pdf) -> None:
    marked = re.compile(rb"/Span\s<</MCID 0>>\sBDC(.*?)EMC", re.DOTALL)
    edit_content(pdf, lambda data: marked.sub(rb"\1", data, count=1))


@causes("pdf-content-unmarked")
def an_image_is_drawn_outside_all_marks(pdf: pikepdf.Pdf) -> None:
    name = next(k for k, v in pdf.pages[0].obj.Resources.XObject.items() if v.Subtype == Name.Image)
    edit_content(pdf, lambda data: data + f"\n{name} Do".encode())


@causes("pdf-content-unmarked")
def an_image_written_in_the_content_is_unmarked(pdf: pikepdf.Pdf) -> None:
    image = b"\nBI /W 1 /H 1 /BPC 8 /CS /G ID \x41 EI"
    edit_content(pdf, lambda data: data + image)


@causes("pdf-content-unmarked")
def a_form_draws_outside_all_marks(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"0 0 m 9 9 l S", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 9, 9])
    pdf.pages[0].obj.Resources.XObject.Loose = form
    edit_content(pdf, lambda data: data + b"\n/Loose Do")


@causes("pdf-content-not-in-structure")
def a_group_is_tagged_but_leads_to_no_element(pdf: pikepdf.Pdf) -> None:
    content = b"/P <</MCID 0>> BDC 0 0 m 9 9 l S EMC"
    form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Resources.XObject.Group = form
    edit_content(pdf, lambda data: data + b"\n/Group Do")


@causes("pdf-content-unreadable")
def the_content_breaks_off_in_a_string(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: data + b"\nBT (never closed")


@causes("pdf-artifact-inside-text")
def decoration_is_marked_inside_text(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: data.replace(b"BT\n", b"/Artifact\nBMC\nEMC\nBT\n", 1))


@causes("pdf-text-inside-artifact")
def text_is_marked_inside_decoration(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: b"/Artifact\nBMC\n" + data + b"\nEMC")


@causes("pdf-marks-unbalanced")
def a_mark_is_never_closed(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: data + b"\n/Artifact\nBMC")


@causes("pdf-marks-unbalanced")
def a_mark_is_closed_twice(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: data + b"\nEMC")


@causes("pdf-colour-cmyk")
def a_colour_is_cmyk(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: b"0 0 0 1 k\n" + data)


@causes("pdf-colour-cmyk")
def a_colour_space_is_cmyk(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: b"/DeviceCMYK cs\n" + data)


@causes("pdf-colour-cmyk")
def an_image_is_cmyk(pdf: pikepdf.Pdf) -> None:
    picture(pdf).ColorSpace = Name.DeviceCMYK


@causes("pdf-text-invisible")
def text_is_written_without_ink(pdf: pikepdf.Pdf) -> None:
    edit_content(pdf, lambda data: data.replace(b"BT\n", b"BT\n3 Tr\n", 1))


@causes("pdf-text-without-font")
def text_uses_a_font_that_is_not_there(pdf: pikepdf.Pdf) -> None:
    font = re.compile(rb"/[A-Z]{6} ([\d.]+) Tf")
    edit_content(pdf, lambda data: font.sub(rb"/Nowhere \1 Tf", data, count=1))


@causes("pdf-image-interpolated")
def an_image_is_smoothed(pdf: pikepdf.Pdf) -> None:
    picture(pdf).Interpolate = True


@causes("pdf-image-alternate")
def an_image_has_another_version(pdf: pikepdf.Pdf) -> None:
    picture(pdf).Alternates = Array([])


@causes("pdf-object-proxy")
def an_image_stands_for_another(pdf: pikepdf.Pdf) -> None:
    picture(pdf).OPI = Dictionary()


@causes("pdf-object-reference")
def a_form_refers_to_another_file(pdf: pikepdf.Pdf) -> None:
    picture(pdf).Ref = Dictionary(F="other.pdf")


@causes("pdf-object-postscript")
def an_object_is_a_postscript_program(pdf: pikepdf.Pdf) -> None:
    picture(pdf).Subtype = Name.PS


@causes("pdf-transfer-function")
def a_graphics_state_changes_the_colours(pdf: pikepdf.Pdf) -> None:
    state = Dictionary(Type=Name.ExtGState, TR2=Name.Identity)
    pdf.pages[0].obj.Resources.ExtGState.Odd = state
