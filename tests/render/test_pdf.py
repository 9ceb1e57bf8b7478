"""The printed file: both profiles claimed, the data attached, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import shutil

import pikepdf
import pytest
from lxml import etree

from proposalkit.model.render_job import RenderJob
from proposalkit.render.engine import RenderChild

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PK = "{urn:proposalkit:pdfa:1p0#}"


@pytest.fixture(scope="module")
def job(make_job) -> RenderJob:
    return make_job()


@pytest.fixture(scope="module")
def pdf(job, fonts) -> bytes:
    with RenderChild(fonts) as child:
        return child.render(job)


@pytest.fixture
def opened(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield document


@pytest.fixture
def xmp(opened) -> etree._Element:
    return etree.fromstring(opened.Root.Metadata.read_bytes())


def test_the_data_is_attached_unchanged_as_the_alternative(opened, job):
    assert list(opened.attachments) == ["proposal.json"]
    assert opened.attachments["proposal.json"].get_file().read_bytes() == job.payload
    (entry,) = opened.Root.AF
    assert entry.AFRelationship == pikepdf.Name.Alternative
    assert entry.EF.F.Subtype == pikepdf.Name("/application/json")


def test_xmp_holds_one_rdf_block_with_both_claims(xmp):
    assert len(xmp.findall(f".//{RDF}RDF")) == 1
    claims = {
        name: xmp.findtext(f".//{{{space}}}{name.split(' ')[1]}")
        for name, space in (
            ("a part", "http://www.aiim.org/pdfa/ns/id/"),
            ("a conformance", "http://www.aiim.org/pdfa/ns/id/"),
            ("ua part", "http://www.aiim.org/pdfua/ns/id/"),
        )
    }
    assert claims == {"a part": "3", "a conformance": "A", "ua part": "1"}


def test_xmp_names_the_proposal_and_the_digest_of_its_data(xmp, job):
    fields = {
        element.tag.removeprefix(PK): element.text
        for element in xmp.iter()
        if str(element.tag).startswith(PK)
    }
    assert fields == {
        "DocumentType": "PROPOSAL",
        "DocumentFileName": "proposal.json",
        "Version": "1.0",
        "ProposalID": job.proposal_id,
        "PayloadSHA256": hashlib.sha256(b'{"price":"0.62"}').hexdigest(),
        "TemplateDigest": "ab" * 32,
    }


def test_every_field_of_ours_is_declared(xmp):
    prop = "{http://www.aiim.org/pdfa/ns/property#}name"
    declared = {element.text for element in xmp.iter(prop)}
    used = {str(e.tag).removeprefix(PK) for e in xmp.iter() if str(e.tag).startswith(PK)}
    assert declared == used | {"part"}


def test_title_author_and_dates_come_from_the_job_in_both_places(opened, xmp):
    info = opened.docinfo
    assert str(info.Title) == "Offer to <Example> & Söhne"
    assert str(info.Author) == "Example Seller Ltd"
    assert str(info.CreationDate) == str(info.ModDate) == "D:20261121000000Z"
    title = xmp.find(".//{http://purl.org/dc/elements/1.1/}title")
    assert "".join(title.itertext()) == "Offer to <Example> & Söhne"
    for name in ("CreateDate", "ModifyDate"):
        assert xmp.findtext(f".//{{http://ns.adobe.com/xap/1.0/}}{name}") == "2026-11-21T00:00:00Z"
    assert str(opened.Root.Lang) == "en"


def test_the_attachment_carries_the_date_of_the_offer_not_of_today(opened):
    parameters = opened.Root.AF[0].EF.F.Params
    assert str(parameters.CreationDate) == str(parameters.ModDate) == "D:20261121000000Z"


def test_the_file_identifier_comes_from_the_data(opened, job):
    assert str(opened.trailer.ID[0]) == hashlib.sha256(job.payload).hexdigest()[:32]


def test_only_shipped_fonts_are_embedded(opened):
    fonts = opened.pages[0].Resources.Font
    names = {str(font.BaseFont).split("+")[1] for font in fonts.values()}
    assert names == {"Inter", "Inter-Bold", "Inter-Italic", "DejaVu-Sans"}


def test_same_job_gives_same_bytes_in_any_surroundings(job, pdf, press, fonts, tmp_path):
    elsewhere = tmp_path / "other place" / "fonts"
    shutil.copytree(fonts, elsewhere)
    expected = hashlib.sha256(pdf).hexdigest()
    here = press([job, job], TZ="Asia/Tokyo", PYTHONHASHSEED="1", LC_ALL="C")
    there = press(
        [job],
        fonts=elsewhere,
        warm=True,
        TZ="America/Lima",
        PYTHONHASHSEED="77",
        LC_ALL="de_DE.UTF-8",
        SOURCE_DATE_EPOCH="1",
        TMPDIR=str(tmp_path),
    )
    assert [result["sha256"] for result in here + there] == [expected] * 3


def test_another_date_gives_another_file(make_job, press, job):
    later = make_job(created=job.created.replace(year=2027))
    first, second = press([job, later])
    assert first["sha256"] != second["sha256"]
