"""The folded text of a version: what lists are ordered by."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.kernel.text import fold

# Half of all names begin with "Thủ tục": the words say nothing, so they count neither in order nor in search.
LEAD_IN = "thu tuc "


def searchable(*, code: str, name: str, keywords: Iterable[str], name_en: str = "", field: str = "") -> str:
    """The text that lists are ordered by: one folded line each for name, keywords, English name, field and code.

    Each line begins with a space, so that " ket" finds the beginnings of words only.
    """
    lines = [fold(name).removeprefix(LEAD_IN), *map(fold, [*keywords, name_en, field, code])]
    return "\n".join(f" {line}" for line in lines if line)
