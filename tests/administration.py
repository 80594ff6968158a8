"""An administrator's browser at a form of the administration: what it would send when nothing more is typed."""

from __future__ import annotations

from typing import Any

import html5lib
from django.test import Client

SENT_WHEN_CHECKED = {"checkbox", "radio"}
NEVER_SENT = {"submit", "button", "file"}


def form_of(browser: Client, page: str) -> dict[str, list[str]]:
    """Names and values of the page's big form, as a browser sends them; inner tables without their empty model row."""
    answer = browser.get(page)
    assert answer.status_code == 200, page
    tree = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    found: dict[str, list[str]] = {}
    form = next(one for one in tree.iter("form") if (one.get("id") or "").endswith("_form"))
    for field in form.iter():
        name = field.get("name") if isinstance(field.tag, str) else None
        if name is None or "__prefix__" in name or field.tag not in {"input", "select", "textarea"}:
            continue
        found.setdefault(name, []).extend(_values(field))
    return {name: values for name, values in found.items() if values}


def _values(field: Any) -> list[str]:
    tag, kind = field.tag, field.get("type", "text")
    if tag == "select":
        return [option.get("value") or "" for option in field.iter("option") if option.get("selected") is not None]
    if tag == "textarea":
        return ["".join(field.itertext()).lstrip("\n")]
    if kind in NEVER_SENT or (kind in SENT_WHEN_CHECKED and field.get("checked") is None):
        return []
    return [field.get("value", "on" if kind == "checkbox" else "")]


def add_row(form: dict[str, list[str]], table: str, **values: str) -> dict[str, list[str]]:
    """The form with one more row in this inner table."""
    place = int(form[f"{table}-TOTAL_FORMS"][0])
    row = {f"{table}-{place}-{name}": [value] for name, value in values.items()}
    return {**form, f"{table}-TOTAL_FORMS": [str(place + 1)], **row}


def send(browser: Client, page: str, data: dict[str, Any], **more: Any) -> Any:
    """The answer to these fields alone, sent from the form as it opens now."""
    return browser.post(page, {"_seen": form_of(browser, page)["_seen"], **data}, **more)
