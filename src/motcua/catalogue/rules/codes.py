"""Codes of procedures as other systems write them: the national code with a local suffix is still the same procedure."""

from __future__ import annotations

import re

# "1.001193.000.00.00.H49": the national code, then the place that republished it (domain: a procedure's record).
_WITH_PLACE = re.compile(r"(\d\.\d{6})\.[0-9A-Z.]+", re.IGNORECASE)


def national_code(code: str) -> str:
    """The national code inside one with a local suffix; any other code as it is."""
    found = _WITH_PLACE.fullmatch(code)
    return found[1] if found else code
