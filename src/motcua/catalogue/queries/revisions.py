"""The number that grows with everything published, for ETags."""

from __future__ import annotations

import math
import time

from ..models import Revision as RevisionRow

REVISION_SECONDS = 1.0

_known: dict[str, float] = {"read": -math.inf, "value": 0}


def revision() -> int:
    """A number that grows with everything published; read from the database at most once a second in a process."""
    moment = time.monotonic()
    if moment - _known["read"] >= REVISION_SECONDS:
        value = RevisionRow.objects.filter(pk=1).values_list("value", flat=True).first()
        _known.update(read=moment, value=value or 0)
    return int(_known["value"])


def forget_revision() -> None:
    """The next revision() asks the database."""
    _known["read"] = -math.inf
