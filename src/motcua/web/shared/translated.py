"""Texts of the catalogue in the page's language: on English pages what somebody translated in English, the rest in Vietnamese and marked so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from motcua.catalogue.queries import english_texts
from motcua.kernel.text import clean

from .filters import is_english


def english_of(text: str) -> str:
    """The English for the text on an English page; empty on a Vietnamese one, and where nobody translated it."""
    return english_texts().get(clean(text), "") if text and is_english() else ""


def in_language(text: str) -> str:
    """The text in the page's language where it exists, for places without markup."""
    return english_of(text) or text


def said(text: str) -> Markup:
    """The same as HTML: what stays Vietnamese on an English page says so to the reader's machine."""
    found = english_of(text)
    if found or not is_english() or not text:
        return escape(found or text)
    return Markup('<span lang="vi">{}</span>').format(text)


FILTERS: dict[str, Callable[..., Any]] = {"english_of": english_of, "in_language": in_language, "said": said}
