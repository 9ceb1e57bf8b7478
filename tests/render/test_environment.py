"""The templates in effect, and what a template may do."""

from __future__ import annotations

import hashlib
import re

import jinja2
import pytest

from proposalkit.render.environment import (
    FORBIDDEN_FILTERS,
    TemplateFolders,
    template_environment,
)

from .conftest import TEMPLATES


@pytest.fixture
def folders(tmp_path):
    for name, text in {
        "shipped/a.html.j2": "shipped a {{ x }}",
        "shipped/part/b.html.j2": "shipped b",
        "shipped/style.css": "p {}",
        "shipped/fonts/coverage.json": "{}",
        "shipped/notes.txt": "not a template",
        "overlay/part/b.html.j2": "overlay b",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return TemplateFolders(tmp_path / "shipped", tmp_path / "overlay")


def _render(folders: TemplateFolders, source: str, **values: object) -> str:
    return template_environment(folders).from_string(source).render(**values)


def test_the_workspace_replaces_single_files(folders):
    environment = template_environment(folders)
    assert environment.get_template("part/b.html.j2").render() == "overlay b"
    assert environment.get_template("a.html.j2").render(x=1) == "shipped a 1"
    assert folders.text("style.css") == "p {}"
    with pytest.raises(FileNotFoundError):
        folders.text("absent.css")


def test_a_replaced_file_is_listed_with_the_digest_it_replaced(folders):
    digest = hashlib.sha256(b"shipped b").hexdigest()
    assert folders.replaced() == {"part/b.html.j2": digest}


def test_the_digest_moves_with_templates_styles_and_fonts_alone(folders):
    before = folders.digest()
    assert re.fullmatch("[0-9a-f]{64}", before)
    (folders.shipped / "notes.txt").write_text("other")
    assert folders.digest() == before
    seen = {before}
    for name in ("a.html.j2", "style.css", "fonts/coverage.json"):
        (folders.shipped / name).write_text("changed")
        seen.add(folders.digest())
    assert len(seen) == 4


def test_values_are_escaped(folders):
    assert _render(folders, "<p>{{ x }}", x="<b>&\"'") == "<p>&lt;b&gt;&amp;&#34;&#39;"


@pytest.mark.parametrize(
    "source",
    [
        "{{ absent }}",
        "{{ x.absent }}",
        "{% for y in absent %}{% endfor %}",
        "{% if absent %}{% endif %}",
    ],
)
def test_a_missing_name_is_an_error(folders, source):
    with pytest.raises(jinja2.UndefinedError):
        _render(folders, source, x={})


@pytest.mark.parametrize("name", FORBIDDEN_FILTERS)
def test_a_filter_that_hides_or_unescapes_does_not_compile(folders, name):
    with pytest.raises(jinja2.TemplateAssertionError):
        _render(folders, "{{ x|" + name + " }}", x="a")


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.append(1) }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{% for i in range(9) %}{% endfor %}",
    ],
)
def test_escapes_from_the_sandbox_are_blocked(folders, source):
    with pytest.raises((jinja2.exceptions.SecurityError, jinja2.UndefinedError)):
        _render(folders, source, x=[])


def test_no_shipped_template_asks_for_what_hides_a_missing_name():
    """`default` hides a missing name; omitted macro arguments and `is defined` do the same."""
    hidden = re.compile(r"\|\s*(?:d|default|safe)\b|\bis\s+(?:not\s+)?(?:un)?defined\b|autoescape")
    found = [
        (name, match[0])
        for name, path in TemplateFolders(TEMPLATES).files().items()
        for match in hidden.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
