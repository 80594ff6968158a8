"""The worker's part of the dossiers: warnings before and on expiry, supplements that never came, calendars that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django_tasks import task

from motcua.deadlines import actions as calendars
from motcua.deadlines.queries import calendar_of, forget
from motcua.deadlines.signals import calendar_changed
from motcua.kernel import clock

from .actions.recomputing import recompute_open
from .actions.supplement import expire
from .actions.warning import warn
from .errors import MovedOn, StepNotAllowed, SupplementNotOver
from .models import Dossier
from .queries.moving import open_rows
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


@task()
def recompute(change: int, agency_codes: list[str] | None, by: str, reason: str) -> int:
    """After one change of calendars: count the open dossiers anew and say how far it is; how many moved. A second run is harmless."""
    forget()  # this process may have read the calendars in the second before the change
    calendars.note_progress(change, looked=0, moved=0, total=open_rows(agency_codes).count())
    try:
        found = recompute_open(
            calendar_of=calendar_of, reason=reason, by=by, now=clock.now(), agency_codes=agency_codes,
            progress=lambda looked, moved: calendars.note_progress(change, looked=looked, moved=moved),
        )  # fmt: skip
    except Exception as error:
        calendars.note_end(change, now=clock.now(), failure=str(error) or type(error).__name__)
        raise
    calendars.note_progress(change, looked=found.looked, moved=found.moved)
    calendars.note_end(change, now=clock.now())
    return found.moved


@receiver(calendar_changed)
def enqueue(sender: Any, *, change: int, agency_codes: list[str] | None, by: str, reason: str, **_: Any) -> None:
    """The task is a row of the same transaction as the change."""
    recompute.enqueue(change, agency_codes, by, reason)
