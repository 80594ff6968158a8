"""Which searches may be kept for the editor: words about procedures, never about a person (house rule: no personal data in logs)."""

from __future__ import annotations

import re

from motcua.kernel.text import clean, fold

MOST = 100
# Numbers of people, telephones, dossiers: six figures in a row, or eight with signs between them.
_FIGURES = re.compile(r"\d{6}|(?:\d[\s.\-]?){8}")


def noted_words(question: str) -> str:
    """The folded words, at most 100 characters; empty when they must not be kept or say nothing."""
    asked = clean(question[:400])
    if "@" in asked or _FIGURES.search(asked) or _names_somebody(asked):
        return ""
    return fold(asked)[:MOST].strip()


def _names_somebody(asked: str) -> bool:
    """Three words with a capital in a row look like "Nguyễn Văn An"; abbreviations do not count."""
    words = asked.split()
    capital = [len(word) > 1 and word[:1].isupper() and not word.isupper() for word in words]
    return any(all(capital[at : at + 3]) for at in range(len(words) - 2))
