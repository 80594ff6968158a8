"""Verbs that write centres and units. Nothing is deleted but opening hours and closed days (Decree 118/2025 art. 5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from django.db import transaction

from .models import Centre, ClosedDay, OpeningHours, Unit
from .rules import Hours, check_hours


@transaction.atomic
def set_hours(centre: Centre, hours: Iterable[Hours]) -> bool:
    """Replace the centre's opening hours; True when something changed. Raises BadHours or BadSeason (`check_hours`)."""
    wanted = list(hours)
    check_hours(wanted)
    new = {(row.weekday, row.span.opens, row.span.closes, row.valid_from, row.valid_to) for row in wanted}
    old = set(centre.hours.values_list("weekday", "opens", "closes", "valid_from", "valid_to"))
    if new == old:
        return False
    centre.hours.all().delete()
    for weekday, opens, closes, valid_from, valid_to in sorted(new, key=lambda row: row[:3]):
        OpeningHours.objects.create(
            centre=centre, weekday=weekday, opens=opens, closes=closes, valid_from=valid_from, valid_to=valid_to
        )
    return True


def close_on(centre: Centre, day: date, *, reason: str) -> ClosedDay:
    """The centre is closed on the day for a reason of its own; a second call changes the reason."""
    row, _ = ClosedDay.objects.update_or_create(centre=centre, day=day, defaults={"reason": reason})
    return row


@transaction.atomic
def end_unit(unit: Unit, *, on: date, successors: Iterable[Unit]) -> None:
    """The unit's last day is `on`; from the next day its successors do its work. The row stays for old dossiers."""
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])
    unit.successors.set(sorted(successors, key=attrgetter("pk")))
