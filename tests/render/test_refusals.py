"""What a page may not do: reach for anything outside itself, or print with a warning."""

from __future__ import annotations

import io

import pytest
from PIL import Image

SECRET = "secret-of-the-machine"


def _svg(content: str) -> str:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {space} width='9' height='9'><title>t</title>{content}</svg>"


# each probe is HTML and CSS that asks for the address put in place of URL
PROBES = {
    "image": ('<img src="URL" alt="a">', ""),
    "image set by the object tag": ('<object data="URL">a</object>', ""),
    "embedded thing": ('<embed src="URL">', ""),
    "stylesheet link": ('<link rel="stylesheet" href="URL"><p>a</p>', ""),
    "stylesheet import": ("<p>a</p>", '@import "URL";'),
    "stylesheet import in the page": ('<style>@import url("URL")</style><p>a</p>', ""),
    "background": ("<p>a</p>", 'p { background: url("URL") }'),
    "background in an attribute": ("<p style=\"background: url('URL')\">a</p>", ""),
    "border image": ("<p>a</p>", 'p { border: 1px solid; border-image: url("URL") 1 }'),
    "list mark": ("<ul><li>a</li></ul>", 'ul { list-style-image: url("URL") }'),
    "generated content": ("<p>a</p>", 'p::before { content: url("URL") }'),
    "page background": ("<p>a</p>", '@page { background: url("URL") }'),
    "margin box": ("<p>a</p>", '@page { @top-left { content: url("URL") } }'),
    "font": ("<p>a</p>", '@font-face { font-family: X; src: url("URL") }'),
    "colour profile": ("<p>a</p>", '@color-profile --x { src: url("URL") }'),
    "attachment link": ('<link rel="attachment" href="URL"><p>a</p>', ""),
    "attachment anchor": ('<a rel="attachment" href="URL">a</a>', ""),
    "image in a drawing": (_svg('<image href="URL" width="9" height="9"/>'), ""),
    "old image in a drawing": (_svg('<image xlink:href="URL" width="9" height="9"/>'), ""),
    "reuse in a drawing": (_svg('<use href="URL#a"/>'), ""),
    "stylesheet of a drawing": (_svg('<style>@import "URL";</style><rect/>'), ""),
    "font of a drawing": (
        _svg("<style>@font-face{font-family:Y;src:url(URL)}</style><text>a</text>"),
        "",
    ),
    "base address": ('<base href="URL"><img src="x.png" alt="a">', ""),
}
ADDRESSES = (
    "http://127.0.0.1:9/x.png",
    f"file:///tmp/{SECRET}.svg",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
)


@pytest.fixture(scope="module")
def probed(make_job, press):
    """Print every probe with every address in one process that watches sockets and files."""
    cases = [(name, address) for address in ADDRESSES for name in PROBES]
    jobs = []
    for name, address in cases:
        page, style = (part.replace("URL", address) for part in PROBES[name])
        html = f'<html lang="en"><body>{page}</body></html>'
        jobs.append(make_job(html=html, stylesheet=style))
    return dict(zip(cases, press(jobs, watch=SECRET), strict=True))


def test_no_probe_reaches_the_network_or_a_file(probed):
    assert len(probed) == 69
    assert [case for case, result in probed.items() if result["touched"]] == []


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_every_probe_is_refused(probed, address):
    printed = [n for (n, a), r in probed.items() if a == address and r["outcome"] == "done"]
    # WeasyPrint does not follow this one, so there is nothing to refuse
    assert printed == ["reuse in a drawing"]


def test_the_refusal_names_the_address(probed):
    (problem,) = probed["image", ADDRESSES[0]]["problems"]
    assert problem[:3] == [
        "address-refused",
        "page",
        'The page asks for "http://127.0.0.1:9/x.png", which is not part of the proposal.',
    ]


def _png(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "#123456").save(out, **{"format": "PNG", **options})
    return out.getvalue()


@pytest.fixture(scope="module")
def pages(make_job, press):
    """Print the pages that ought to be refused, and two that ought not, in one process."""
    logo = '<html lang="en"><body><img src="pk:image/logo" alt="Seller"></body></html>'
    crisp = "img { image-rendering: crisp-edges }"
    cases = {
        "clean": make_job(),
        "logo": make_job(html=logo, stylesheet=crisp, images=(("logo", _png()),)),
        "gif": make_job(html=logo, images=(("logo", _png(format="GIF")),)),
        "cut": make_job(html=logo, images=(("logo", _png()[:60]),)),
        "absent": make_job(html=logo),
        "unknown rule": make_job(stylesheet="p { colour: red; }\np { margin: 1px 2; }"),
        "no alt": make_job(
            html='<html lang="en"><body><img src="pk:image/logo"></body></html>',
            images=(("logo", _png()),),
        ),
        "no glyph": make_job(html='<html lang="en"><body><p>\u4e2d</p></body></html>'),
        "twice": make_job(
            html='<html lang="en"><body><h2 id="a">a</h2><h3 id="a">b</h3></body></html>'
        ),
        "nested": make_job(html=f'<html lang="en"><body>{"<div>" * 400}a</body></html>'),
    }
    return dict(zip(cases, press(list(cases.values())), strict=True))


@pytest.mark.parametrize("case", ["clean", "logo"])
def test_a_page_without_fault_is_printed(pages, case):
    assert pages[case]["outcome"] == "done"
    assert pages[case]["problems"] == []


def test_a_stylesheet_fault_is_refused_with_its_line_and_column(pages):
    assert pages["unknown rule"]["outcome"] == "refused"
    assert [problem[:3] for problem in pages["unknown rule"]["problems"]] == [
        ["page-warning", "stylesheet:1:5", "Ignored `colour: red` at 1:5, unknown property."],
        ["page-warning", "stylesheet:2:5", "Ignored `margin: 1px 2` at 2:5, invalid value."],
    ]


def test_an_image_the_job_does_not_hold_is_refused(pages):
    assert pages["absent"]["problems"][0][0] == "address-refused"


@pytest.mark.parametrize("case", ["gif", "cut"])
def test_an_image_of_another_format_or_cut_short_is_bad_input_under_its_name(pages, case):
    assert pages[case]["outcome"] == "bad_input"
    assert pages[case]["problems"][0][:2] == ["image-unreadable", "logo"]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("no alt", "has no required alt description"),
        ("no glyph", "(U+4E2D)"),
        ("twice", "Anchor defined twice"),
        ("nested", "nested too deep"),
    ],
)
def test_what_would_only_be_logged_is_refused(pages, case, words):
    assert pages[case]["outcome"] == "refused"
    assert any(words in problem[2] for problem in pages[case]["problems"])
