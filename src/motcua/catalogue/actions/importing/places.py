"""Fields, levels and ministries that an import names and the catalogue does not have yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from motcua.centres.models import Level, Unit
from motcua.kernel.text import fold

from ...models import Field
from ...rules import Draft
from ...rules.ministries import Ministry
from ...rules.reading.people import LEVEL_NAMES
from ...rules.reading.record import Read

# Agencies whose national code we do not know get one of the program's own: group Z is not given out.
_OWN_GROUP = "Z99"


def open_places(reads: Iterable[Read], drafts: Iterable[Draft], *, day: date) -> None:
    """Make the missing fields, levels and units of the drafts, whose ministries the records name. Three queries when nothing is missing."""
    rows = list(drafts)
    ministries: dict[str, Ministry] = {read.ministry.key: read.ministry for read in reads if read.ministry}
    _open_fields({draft.field for draft in rows})
    levels = {draft.level for draft in rows} | {"ministry"}
    known = set(Level.objects.filter(code__in=levels).values_list("code", flat=True))
    for code in sorted((levels & LEVEL_NAMES.keys()) - known):
        name, rank = LEVEL_NAMES[code]
        Level.objects.create(code=code, name=name, rank=rank)
    keys = {draft.department for draft in rows}
    known = set(Unit.objects.filter(key__in=keys).values_list("key", flat=True))
    for key in sorted((keys & ministries.keys()) - known):
        _open_unit(ministries[key], day)


def _open_fields(names: set[str]) -> None:
    known = set(Field.objects.filter(name__in=names).values_list("name", flat=True))
    for name in sorted(names - known):
        Field.objects.create(name=name, code=_free_code(name))


def _free_code(name: str) -> str:
    """The folded name with hyphens, at most 80 characters; a number behind it when another field has that code."""
    code = fold(name).replace(" ", "-")[:80].strip("-") or "linh-vuc"
    taken = set(Field.objects.filter(code__startswith=code[:76]).values_list("code", flat=True))
    if code not in taken:
        return code
    return next(other for number in range(2, len(taken) + 3) if (other := f"{code[:76]}-{number}") not in taken)


def _open_unit(ministry: Ministry, day: date) -> None:
    """The ministry as a unit; its national code may already be another's, then the unit gets one of ours."""
    code = ministry.code
    if not code or Unit.objects.filter(agency_code=code).exists():
        code = f"{_OWN_GROUP}.{Unit.objects.filter(agency_code__startswith=_OWN_GROUP).count() + 1}"
    Unit.objects.create(
        agency_code=code, key=ministry.key[:60], name=ministry.name[:300], name_en=ministry.name_en,
        level=Level.objects.get(code="ministry"), is_department=True, valid_from=day,
    )  # fmt: skip
