"""The number that grows with everything published, for ETags and the search index."""

from __future__ import annotations

import math
import time
from typing import NamedTuple

from ..models import Revision as RevisionRow

REVISION_SECONDS = 1.0


class Mark(NamedTuple):
    """What is published: the revision, and a stamp that no other state of the catalogue has."""

    value: int
    stamp: str


_known: tuple[float, Mark] = (-math.inf, Mark(0, ""))


def revision() -> int:
    """A number that grows with everything published; read from the database at most once a second in a process."""
    return mark().value


def mark() -> Mark:
    """The state of the catalogue; read from the database at most once a second in a process."""
    global _known
    moment = time.monotonic()
    read, found = _known
    if moment - read >= REVISION_SECONDS:
        row = RevisionRow.objects.filter(pk=1).values_list("value", "stamp").first()
        found = Mark(*row) if row else Mark(0, "")
        _known = (moment, found)
    return found


def forget_revision() -> None:
    """The next revision() asks the database."""
    global _known
    _known = (-math.inf, _known[1])
