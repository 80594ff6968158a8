"""English texts of the catalogue, held by each process until something is published or translated."""

from __future__ import annotations

from collections.abc import Mapping

from ..models import EnglishText
from .revisions import Mark, mark

_held: tuple[Mark | None, Mapping[str, str]] = (None, {})


def english_texts() -> Mapping[str, str]:
    """Vietnamese text (as `kernel.text.clean` gives it) -> English. One query after a change, none otherwise."""
    global _held
    present, held = mark(), _held
    if held[0] != present:
        held = (present, dict(EnglishText.objects.values_list("vietnamese", "english")))
        _held = held
    return held[1]
