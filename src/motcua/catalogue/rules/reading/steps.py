"""The order of steps: one entry for each "Bước n", else for each paragraph; the words stay as they are."""

from __future__ import annotations

import re
from itertools import pairwise

from .text import UPPER

_STEP = re.compile(
    rf"(?:(?<=\n)|(?<=^)|(?<=[.;:] ))\s*(?:[+*\-–•]\s*)?(?:\([0-9a-z]+\)\s*)?Bước \d+(?=\s*[:.\-–)(,]|\s+[{UPPER}])",
    re.MULTILINE,
)


def split_steps(text: str) -> tuple[str, ...]:
    """The steps in their order; joined they hold every word of the text."""
    starts = [match.start() for match in _STEP.finditer(text)]
    if len(starts) > 1:
        places = sorted({0, *starts, len(text)})
        parts = [text[start:end] for start, end in pairwise(places)]
    else:
        parts = re.split(r"\n\s*\n", text) if re.search(r"\n\s*\n", text) else text.split("\n")
    return tuple(part.strip() for part in parts if part.strip())
