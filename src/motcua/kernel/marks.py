"""Marks sentences for translation where Django may not be imported: rules hold the Vietnamese words, pages translate them."""

from __future__ import annotations


def N_(text: str) -> str:
    """The text itself. The name is the one that translators' tools look for; the page that shows the text calls gettext."""
    return text
