"""Texts of the catalogue in the page's language: on English pages what somebody translated in English, the rest in Vietnamese and marked so."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from motcua.catalogue.queries import english_texts
from motcua.kernel.text import clean

from .filters import is_english

_VIETNAMESE = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01bf\u1e00-\u1eff]")


def english_of(text: str) -> str:
    """The English for the text on an English page; empty on a Vietnamese one, and where nobody translated it."""
    if not text or not is_english():
        return ""
    texts = english_texts()
    return texts.get(text) or texts.get(clean(text), "")


def in_language(text: str) -> str:
    """The text in the page's language where it exists, for places without markup."""
    return english_of(text) or text


def stays_vietnamese(text: str) -> bool:
    """Whether this is Vietnamese on an English page."""
    return is_english() and bool(_VIETNAMESE.search(text)) and not english_of(text)


def said(text: str) -> Markup:
    """The same as HTML: what stays Vietnamese on an English page says so to the reader's machine."""
    return Markup('<span lang="vi">{}</span>').format(text) if stays_vietnamese(text) else escape(in_language(text))


FILTERS: dict[str, Callable[..., Any]] = {"english_of": english_of, "in_language": in_language, "said": said, "stays_vietnamese": stays_vietnamese}
