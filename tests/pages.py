"""The page client: every HTML answer is checked as a page before a test sees it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client
from django.urls import resolve

# html5lib calls these faults though the HTML standard allows them
_ALLOWED = {"non-void-element-with-trailing-slash"}
_HTML = "{http://www.w3.org/1999/xhtml}"


class PageClient(Client):
    """A Django test client whose HTML answers must be valid pages; fragments are checked for what fragments can have."""

    def request(self, **request: Any) -> Any:
        answer = super().request(**request)
        if (
            answer.get("Content-Type", "").startswith("text/html")
            and answer.content
            and not request.get("PATH_INFO", "").startswith("/quan-tri/")
        ):
            faults = page_faults(answer.content.decode())
            policy = answer.get("Content-Security-Policy", "")
            if "default-src 'self'" not in policy or "unsafe" in policy:
                faults.append(f"content policy: {policy or 'none'}")
            assert not faults, f"{request.get('PATH_INFO')}: " + "; ".join(faults)
        return answer


def page_faults(html: str) -> list[str]:
    """What is wrong with this page or fragment, in words; empty when nothing is."""
    is_page = html.lstrip().lower().startswith("<!doctype")
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    tree: Element = parser.parse(html) if is_page else parser.parseFragment(html, container="main")
    faults = [
        f"HTML: {code} {data} at {place}"
        for place, code, data in parser.errors
        if code not in _ALLOWED and (is_page or "doctype" not in code)
    ]
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    if is_page:
        faults += _page_frame(tree, elements)
    return faults + _parts(elements, html, is_page=is_page)


def _page_frame(tree: Element, elements: list[Element]) -> list[str]:
    faults = []
    if tree.get("lang") not in {"vi", "en"}:
        faults.append("no lang")
    titles = [element for element in elements if element.tag == f"{_HTML}title" and (element.text or "").strip()]
    if not titles:
        faults.append("no title")
    headings = sum(element.tag == f"{_HTML}h1" for element in elements)
    if headings != 1:
        faults.append(f"{headings} h1")
    return faults


def _parts(elements: list[Element], html: str, *, is_page: bool) -> list[str]:
    faults = []
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    faults += [f"id {name} {times} times" for name, times in ids.items() if times > 1]
    labelled = {element.get("for") for element in elements if element.tag == f"{_HTML}label"}
    inside = {id(field) for element in elements if element.tag == f"{_HTML}label" for field in element.iter()}
    for element in elements:
        tag = element.tag.removeprefix(_HTML)
        if tag in {"input", "select", "textarea"} and element.get("type") not in {"hidden", "submit", "button"}:
            named = (
                element.get("id") in labelled
                or id(element) in inside
                or element.get("aria-label")
                or element.get("aria-labelledby")
            )
            if not named:
                faults.append(f"no label for {element.get('name')}")
        if element.get("style") is not None or any(key.startswith("on") for key in element.attrib):
            faults.append(f"inline style or handler on {tag}")
        if (
            tag == "script"
            and not element.get("src")
            and element.get("type") not in {"application/json", "application/ld+json"}
        ) or tag == "style":
            faults.append(f"inline {tag}")
        if tag == "img" and element.get("alt") is None:
            faults.append("img without alt")
        if tag == "form" and (element.get("method") or "get").lower() == "post":
            names = {field.get("name") for field in element.iter()}
            if "csrfmiddlewaretoken" not in names and not _anybody_may_press(element.get("action") or ""):
                faults.append(f"POST form without CSRF: {element.get('action')}")
    if re.search(r"\{\{|\{%|Undefined", html):
        faults.append("template left-overs")
    return faults


def part(html: str, element_id: str) -> str:
    """The source of the element with this id, white space folded; for comparing a fragment with the page."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str) and element.get("id") == element_id:
            text = html5lib.serialize(element, omit_optional_tags=False, quote_attr_values="always")
            text = re.sub(r'name="csrfmiddlewaretoken"[^>]*', "", text)
            return re.sub(r"\s+", " ", text).strip()
    raise AssertionError(f"no element {element_id}")


def _anybody_may_press(address: str) -> bool:
    """Whether the button's view needs no log-in and guards itself (`web.kiosk.keys.pressed_here`)."""
    return address.startswith("/") and getattr(resolve(address).func, "csrf_exempt", False)
