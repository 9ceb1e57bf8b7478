"""The quick reading of content streams agrees with pikepdf's parser, or declines."""

from __future__ import annotations

import io

import pikepdf
import pytest

from proposalkit.readers.structure.content_tokens import (
    Operation,
    UnreadableContent,
    parse_any,
    read_operations,
    split_plain,
)

from .samples import changed, edit_content

OWNER = pikepdf.Pdf.new()


def stream(content: bytes) -> pikepdf.Object:
    """Make a stream of its own for some content."""
    return OWNER.make_stream(content)


def test_both_ways_read_the_pages_of_a_printed_file_alike(sample_pdf):
    """Every operation of every page, with tags, marks, fonts and shown codes."""
    with pikepdf.open(io.BytesIO(sample_pdf)) as pdf:
        for page in pdf.pages:
            quick = split_plain(page.obj.Contents.read_bytes())
            assert quick == parse_any(page)
            assert len(quick) > 50


PLAIN = {
    "marks": b"/P <</MCID 3>> BDC /Artifact BMC EMC EMC",
    "marks written with blanks": b"/P << /Lang <656e> /MCID 12 >> BDC EMC",
    "a list of properties by name": b"/Span /MC0 BDC EMC",
    "text in one string": b"BT /F1 12 Tf <0041> Tj ET",
    "text with blanks in a string": b"BT /F1 12 Tf <0041 0042> Tj ET",
    "text in an array over lines": b"BT /F1 12 Tf\n[ <0041> 12\n-3 <0042>\r\n] TJ ET",
    "no text at all": b"BT [ ] TJ <> Tj ET",
    "states": b"q 3 Tr /DeviceCMYK cs 0 0 0 1 k Q",
    "objects and paths": b"/X1 Do 0 0 1 1 re f* S n",
    "an array of another kind": b"[ 3 2 ] 0 d 0 0 m 1 1 l S",
    "nothing": b"",
}


@pytest.mark.parametrize("name", PLAIN)
def test_both_ways_read_plain_streams_alike(name):
    """Streams whose tokens stand between blanks are read without pikepdf."""
    assert split_plain(PLAIN[name]) == parse_any(stream(PLAIN[name]))


UNUSUAL = {
    "strings in brackets": b"BT (Tj S) Tj ET",
    "a comment": b"q % S f\nQ",
    "an inline image": b"BI /W 1 /H 1 /BPC 8 /CS /G ID S EI",
    "tokens without blanks": b"BT[<0041>]TJ/F1 12 Tf<0041>Tj ET",
    "a name after a number": b"BT 12/F1 12 Tf ET",
    "an operator after a dictionary": b"/P<</MCID 3>>BDC EMC",
    "a dictionary in a dictionary": b"/P <</A << /B 1 >> /MCID 3 >> BDC EMC",
    "an odd number of digits": b"BT <004> Tj ET",
    "a name with an escape": b"/Arti#66act BMC EMC",
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_streams_are_left_to_pikepdf(name):
    """The quick way declines, and what comes back is what pikepdf reads."""
    content = UNUSUAL[name]
    assert split_plain(content) is None
    assert read_operations(stream(content), content) == parse_any(stream(content))


def test_an_escaped_name_and_a_nested_mark_are_understood():
    """Values by hand: the escape is an f, the mark is 3."""
    assert parse_any(stream(UNUSUAL["a name with an escape"]))[0] == Operation("BMC", "Artifact")
    nested = parse_any(stream(UNUSUAL["a dictionary in a dictionary"]))[0]
    assert nested == Operation("BDC", "P", 3)


def test_codes_of_text_are_joined():
    """<0041> and <0042> are the four bytes 0, 65, 0, 66."""
    (font, text) = split_plain(b"BT /F1 12 Tf [ <0041> 5 <0042> ] TJ ET")
    assert font == Operation("Tf", "F1")
    assert text.shown == b"\0A\0B"


def test_a_stream_that_cannot_be_parsed_is_reported():
    """The walk over the pages turns this into a finding."""
    content = b"(never closed Tj"
    with pytest.raises(UnreadableContent):
        read_operations(stream(content), content)


def test_the_check_gives_the_same_result_either_way(sample_pdf):
    """A comment at the end of a page sends it to pikepdf; nothing else may change."""
    from proposalkit.readers.structure import check_structure

    def add_comment(pdf: pikepdf.Pdf) -> None:
        for number in range(len(pdf.pages)):
            edit_content(pdf, lambda data: data + b"\n% end", number)

    assert check_structure(changed(sample_pdf, add_comment), None).findings == ()
