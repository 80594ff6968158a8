"""What search reads of a procedure and of a question."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.kernel.text import fold

MAX_QUERY = 200

MAX_WORDS = 12

# Half of all names begin with "Thủ tục": the words say nothing, so they count neither in order nor in search.
LEAD_IN = "thu tuc "


def search_phrase(text: str) -> str:
    """The folded query without the lead-in "thủ tục", at most 200 characters of it; empty when nothing can be sought."""
    return fold(text[:MAX_QUERY]).removeprefix(LEAD_IN)


def search_words(text: str) -> list[str]:
    """The folded words to look for, each once, at most twelve; empty when there are none (punctuation only)."""
    return list(dict.fromkeys(search_phrase(text).split()))[:MAX_WORDS]


def searchable(*, code: str, name: str, keywords: Iterable[str], name_en: str = "", field: str = "") -> str:
    """The text that search reads: one folded line each for name, keywords, English name, field and code.

    Each line begins with a space, so that " ket" finds the beginnings of words only.
    """
    lines = [fold(name).removeprefix(LEAD_IN), *map(fold, [*keywords, name_en, field, code])]
    return "\n".join(f" {line}" for line in lines if line)
