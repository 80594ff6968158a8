"""The worker's part of the dossiers: warnings before and on expiry, and supplements that never came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .actions.supplement import expire
from .actions.warning import warn
from .errors import MovedOn, StepNotAllowed, SupplementNotOver
from .models import Dossier
from .queries.nearing import horizons, over_supplements, to_warn
from .rules.warnings import Warned

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Watched:
    """How many dossiers were warned of, and how many ended because papers never came."""

    warned: int
    expired: int


def watch_terms(*, now: datetime) -> Watched:
    """End supplements whose term is over and write the warnings that are due; may run at any time, any number of times."""
    expired = sum([_end(dossier, now) for dossier in over_supplements(now=now)])
    warned, last, bounds = 0, 0, horizons(now)
    while rows := to_warn(now=now, bounds=bounds, after=last, limit=CHUNK):
        last = rows[-1].pk
        warned += sum(warn(dossier, now=now) is not Warned.NONE for dossier in rows)
    return Watched(warned, expired)


def _end(dossier: Dossier, now: datetime) -> bool:
    try:
        expire(dossier, now=now)
    except (MovedOn, StepNotAllowed, SupplementNotOver):
        return False
    return True
