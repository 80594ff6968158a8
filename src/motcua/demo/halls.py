"""The demonstration's halls: centres with hours, rooms, counters and kiosks, and the groups that share the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any, Protocol, TypeVar

from django.db import models

from motcua.catalogue.models import Field
from motcua.catalogue.queries import fields_with_counts
from motcua.centres.actions import set_hours
from motcua.centres.models import Centre, Counter, Kiosk, Room, Unit
from motcua.centres.rules import Hours, Span
from motcua.queueing.models import Hall, ServiceGroup

from . import read

Model = TypeVar("Model", bound=models.Model)
Note = Callable[[bool], None]
COPIED = ("name", "name_en", "address", "phones", "fax", "email")


class Keep(Protocol):
    """Makes or corrects one row (load.Tally.keep)."""

    def __call__(self, model: type[Model], values: dict[str, Any], **key: Any) -> Model: ...


def load_centres(keep: Keep, note: Note) -> None:
    """The centres in the order of the file, each with its hours, rooms, counters and kiosks."""
    data = read.table("centres")
    units = dict(Unit.objects.values_list("key", "pk"))
    for order, row in enumerate(data["centre"]):
        values = {name: row[name] for name in COPIED} | {
            "unit_id": units[row["unit"]], "local_authority_id": units[row["local_authority"]], "order": order,
            "is_provincial": row.get("is_provincial", False), "accepts_after_hours": data["accepts_after_hours"],
        }  # fmt: skip
        centre = keep(Centre, values, slug=row["slug"])
        note(set_hours(centre, [hours for name in row["hours"] for hours in _hours(data["hours"][name])]))
        _furnish(centre, row, keep)


def _hours(row: read.Row) -> list[Hours]:
    spans = [Span(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in row["spans"]]
    return [Hours(weekday, span) for weekday in row["days"] for span in spans]


def _furnish(centre: Centre, row: read.Row, keep: Keep) -> None:
    keep(Hall, {}, centre=centre)
    for room_row in row["rooms"]:
        room = keep(Room, {"name": room_row["name"]}, centre=centre, slug=room_row["slug"])
        for number in room_row["counters"]:
            keep(Counter, {"room_id": room.pk}, centre=centre, number=number)
    for kiosk in row["kiosks"]:
        keep(Kiosk, {"name": kiosk["name"]}, centre=centre, slug=kiosk["slug"])


def load_groups(keep: Keep, note: Note, *, day: date) -> None:
    """Every field that a centre receives goes to exactly one of its groups: the one that names it, else the rest."""
    data = read.table("centres")
    for row in data["centre"]:
        centre = Centre.objects.get(slug=row["slug"])
        received = [counted.row for counted in fields_with_counts(day, centre=centre)]
        groups = data["plans"][row["plan"]]["groups"]
        shares = share(received, groups, data["topics"])
        counters = dict(Counter.objects.filter(centre=centre).values_list("number", "pk"))
        for group_row in groups:
            names = {"name": group_row["name"], "name_en": group_row["name_en"]}
            group = keep(ServiceGroup, names, centre=centre, letter=group_row["letter"])
            note(_set(group.fields, {field.pk for field in shares[group_row["letter"]]}))
            note(_set(group.counters, {counters[number] for number in group_row["counters"]}))


def share(received: Iterable[Field], groups: list[read.Row], topics: dict[str, list[str]]) -> dict[str, list[Field]]:
    """Group letter -> its fields; a field that no group names goes to the group marked `rest`."""
    named = [(topic, group["letter"]) for group in groups for topic in group.get("topics", [])]
    letter_of = {name: letter for topic, letter in named for name in topics[topic]}
    rest = next(group["letter"] for group in groups if group.get("rest"))
    shares: dict[str, list[Field]] = {group["letter"]: [] for group in groups}
    for field in received:
        shares[letter_of.get(field.name, rest)].append(field)
    return shares


def _set(relation: Any, wanted: set[int]) -> bool:
    if set(relation.values_list("pk", flat=True)) == wanted:
        return False
    relation.set(wanted)
    return True
