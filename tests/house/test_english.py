"""Everything a citizen can read exists in English: the catalogue is whole, and no page holds Vietnamese words that gettext never sees."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import nodes

from motcua.web.shared.jinja import environment

HOME = Path(__file__).resolve().parents[2]
WEB = HOME / "src" / "motcua" / "web"
CATALOGUE = HOME / "src" / "motcua" / "locale" / "en" / "LC_MESSAGES" / "django.po"
VIETNAMESE = re.compile(r"[À-ÖØ-öø-ƿḀ-ỿ]")
MARKED = re.compile(r'<(\w+)[^>]* lang="vi"[^>]*>.*?</\1>', re.DOTALL)
PLACE = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
TRANSLATES = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "npgettext", "N_"}
AUDIENCES = ("portal", "kiosk", "shared")
# The name of a language is written in that language; the bars of officers are Vietnamese always; the gallery shows examples.
NAMES = {"Tiếng Việt"}
FOR_OFFICERS = {"gallery.html", "desk_base.html", "desk.py"}


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value),)


def messages() -> list[Message]:
    return [message for message in catalogue() if message.id]


def test_the_catalogue_holds_what_the_source_says() -> None:
    sys.path.insert(0, str(HOME / "tools"))
    try:
        import messages as tool
    finally:
        sys.path.remove(str(HOME / "tools"))
    found = {(message.id, message.context) for message in tool.extracted() if message.id}
    kept = {(message.id, message.context) for message in messages()}
    assert found - kept == set(), "Hãy chạy tools/messages.py rồi dịch các câu mới."
    assert kept - found == set(), "Hãy chạy tools/messages.py để bỏ các câu không còn dùng."


def test_every_sentence_has_english() -> None:
    assert len(messages()) > 500
    assert [message.id for message in messages() if message.fuzzy or not all(texts(message.string))] == []


def test_english_keeps_the_places_for_values() -> None:
    wrong = [
        message.id
        for message in messages()
        for english in texts(message.string)
        if sorted(PLACE.findall(english)) != sorted(PLACE.findall(texts(message.id)[0]))
    ]
    assert wrong == []
    assert any(PLACE.search(texts(message.id)[0]) for message in messages())


def test_english_holds_no_vietnamese_letters() -> None:
    assert [text for message in messages() for text in texts(message.string) if VIETNAMESE.search(text)] == []


def test_sentences_for_people_are_short() -> None:
    """House, section 10: under 20 words a sentence; English may need a few more than the Vietnamese."""
    long = [
        part
        for message in messages()
        for english in texts(message.string)
        for part in re.split(r"[.:;?!](?:\s|$)", english)
        if len(part.split()) > 22
    ]
    assert long == []


def faults_of_template(source: str, env: jinja2.Environment) -> Iterator[str]:
    """Vietnamese words of a template that no gettext call wraps and no lang="vi" marks, each with its line."""

    def walk(node: nodes.Node, translated: bool) -> Iterator[str]:
        inside = translated or (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATES)
        text = MARKED.sub("", node.data) if isinstance(node, nodes.TemplateData) else node.value if isinstance(node, nodes.Const) else ""
        if isinstance(text, str) and not inside and VIETNAMESE.search(text) and text.strip() not in NAMES:
            yield f"{node.lineno}: {' '.join(text.split())[:80]}"
        for child in node.iter_child_nodes():
            yield from walk(child, inside)

    yield from walk(env.parse(source), False)


def templates() -> list[Path]:
    paths = [path for name in AUDIENCES for path in sorted((WEB / name / "templates").rglob("*.html"))]
    return [path for path in paths if path.name not in FOR_OFFICERS]


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(WEB)))
def test_templates_translate_every_word(path: Path) -> None:
    assert list(faults_of_template(path.read_text(), environment())) == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<p>Hồ sơ</p>", id="text"),
        pytest.param("{{ ui.card('Hồ sơ') }}", id="argument"),
        pytest.param("{% if x %}{% set y = 'Hồ sơ' %}{% endif %}", id="set inside a block"),
        pytest.param('<a aria-label="Hồ sơ"></a>', id="attribute"),
    ],
)
def test_the_scan_sees_words_that_gettext_does_not(source: str) -> None:
    assert len(list(faults_of_template(source, environment()))) == 1
    wrapped = "{{ _('Hồ sơ') }}{{ ngettext('%(num)s quầy', '%(num)s quầy', 2) }}{% trans %}Hồ sơ{% endtrans %}{# Hồ sơ #}<p lang=\"vi\">Hồ sơ</p>"
    assert list(faults_of_template(wrapped, environment())) == []


def faults_of_code(source: str) -> Iterator[str]:
    """Vietnamese strings of a module outside gettext calls, docstrings and errors for developers."""

    def walk(node: ast.AST) -> Iterator[str]:
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        is_prose = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if name in TRANSLATES or name == "removeprefix" or is_prose or isinstance(node, ast.Raise):
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VIETNAMESE.search(node.value) and node.value not in NAMES:
            yield f"{node.lineno}: {node.value[:80]}"
        for child in ast.iter_child_nodes(node):
            yield from walk(child)

    yield from walk(ast.parse(source))


def modules() -> list[Path]:
    paths = [path for name in AUDIENCES for path in sorted((WEB / name).rglob("*.py"))]
    return [path for path in paths if path.name not in FOR_OFFICERS]


def test_modules_translate_every_word() -> None:
    assert len(modules()) > 20
    found = [f"{path.relative_to(WEB)}:{fault}" for path in modules() for fault in faults_of_code(path.read_text())]
    assert found == []
    assert list(faults_of_code('x = f("Quầy")\ny = _("Quầy")')) == ["1: Quầy"]
