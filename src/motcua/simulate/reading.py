"""Reading a page as a browser does: its forms with every field (hidden tokens too), its links, its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

_FORM = re.compile(r"<form\b.*?</form>", re.S | re.I)
_AWAY = re.compile(
    r"""<input\b[^>]*\sform="[^"]+"[^>]*>|<(?:button|select|textarea)\b[^>]*\sform="[^"]+".*?</(?:button|select|textarea)>""",
    re.S | re.I,
)
_LINK = re.compile(r"""<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>""", re.S | re.I)
_SILENT = re.compile(r"<(script|style|svg|template)\b.*?</\1>", re.S | re.I)
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Field:
    """One control of a form: `kind` is its type (select and textarea count as types), `options` its values.

    `label` is the text on a button; `action` where a button sends the form instead.
    """

    name: str
    kind: str
    value: str = ""
    chosen: bool = False
    required: bool = False
    options: list[str] = field(default_factory=list)
    label: str = ""
    action: str = ""
    owner: str = ""

    @property
    def is_button(self) -> bool:
        return self.kind in {"submit", "button", "image", "reset"}


@dataclass(slots=True)
class Form:
    """A form of the page: where it goes and its controls in order; `text` is what a person reads inside it."""

    action: str
    method: str
    fields: list[Field]
    text: str = ""
    ident: str = ""

    def names(self) -> set[str]:
        """All names of controls."""
        return {control.name for control in self.fields}

    def values(self, name: str) -> list[str]:
        """What may be sent under this name: the values of radios, checkboxes, buttons and options."""
        found: list[str] = []
        for control in self.fields:
            if control.name == name:
                found += control.options if control.kind == "select" else [control.value]
        return found

    def sent(self, *, button: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        """What a browser would send if nothing were changed; `button` is the one pressed."""
        pairs = []
        for control in self.fields:
            is_off = control.kind in {"radio", "checkbox"} and not control.chosen
            if control.name and not control.is_button and not is_off and control.kind != "file":
                pairs.append((control.name, control.value))
        return [*pairs, button] if button else pairs

    def button(self, value: str, *, name: str = "") -> Field | None:
        """The button with this value (and name)."""
        for control in self.fields:
            if control.is_button and control.value == value and name in {"", control.name}:
                return control
        return None


def forms(html: str) -> list[Form]:
    """The page's forms in order, each with the controls that name it from elsewhere (`form="id"`).

    Only the source of forms and controls is parsed: a page is mostly neither.
    """
    found = [_form(source) for source in _FORM.findall(html)]
    by_ident = {form.ident: form for form in found if form.ident}
    for source in _AWAY.findall(html):
        control = _read(source).fields[:1]
        if control and control[0].owner in by_ident:
            by_ident[control[0].owner].fields.append(control[0])
    return found


def joined(pairs: Iterable[tuple[str, str]], **changes: str) -> list[tuple[str, str]]:
    """The pairs with these values instead (an empty one clears); names that no pair has are added."""
    kept = [(name, value) for name, value in pairs if name not in changes]
    return kept + list(changes.items())


def links(html: str) -> Iterator[tuple[str, str]]:
    """(address, text) of every link."""
    for address, inner in _LINK.findall(html):
        yield unescape(address), text_of(inner)


def text_of(html: str) -> str:
    """What a person reads, white space folded."""
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", _SILENT.sub(" ", html)))).strip()


def _form(source: str) -> Form:
    reader = _read(source)
    own = [control for control in reader.fields if control.owner in {"", reader.ident}]
    return Form(reader.action, reader.method, own, text_of(source), reader.ident)


def _read(source: str) -> _Reader:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.method = "get"
        self.ident = ""
        self.fields: list[Field] = []
        self._open: dict[str, Field] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = given.get("action", ""), given.get("method", "get").lower()
            self.ident = given.get("id", "")
        elif tag == "option" and "select" in self._open:
            self._option(self._open["select"], given)
        elif tag in {"input", "button", "select", "textarea"} and "disabled" not in given:
            self._control(tag, given)

    def _option(self, select: Field, given: dict[str, str]) -> None:
        select.options.append(given.get("value", ""))
        if "selected" in given or len(select.options) == 1:
            select.value = given.get("value", "")

    def _control(self, tag: str, given: dict[str, str]) -> None:
        kind = (
            tag if tag in {"select", "textarea"} else given.get("type", "submit" if tag == "button" else "text").lower()
        )
        value = given.get("value", "on" if kind in {"checkbox", "radio"} else "")
        control = Field(
            given.get("name", ""), kind, value, "checked" in given, "required" in given,
            action=given.get("formaction", ""), owner=given.get("form", ""),
        )  # fmt: skip
        self.fields.append(control)
        if tag != "input":
            self._open[tag] = control

    def handle_data(self, data: str) -> None:
        if "textarea" in self._open:
            self._open["textarea"].value += data
        elif "button" in self._open:
            self._open["button"].label = f"{self._open['button'].label} {data.strip()}".strip()

    def handle_endtag(self, tag: str) -> None:
        self._open.pop(tag, None)
