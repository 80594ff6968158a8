"""Loads the demonstration province (the seed's centres and 22 departments); a second run changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db import models, transaction

from motcua.accounts.models import Post, Staff
from motcua.accounts.rules import Role
from motcua.catalogue.actions import keep_english, open_field, publish_version, set_popular, set_receiving
from motcua.catalogue.models import Field, Procedure, ProcedureVersion
from motcua.catalogue.queries import current
from motcua.centres.models import Centre, Level, Unit
from motcua.kernel.clock import local_day
from motcua.kernel.errors import DomainError
from motcua.queueing.models import PriorityReason

from . import calendars, halls, read

Model = TypeVar("Model", bound=models.Model)
Stage = tuple[str, Callable[[], None]]
Listener = Callable[[Sequence[Stage]], Iterable[Stage]]
# What the first load publishes holds from the day on which the two-level local government began.
FIRST_DAY = date(2025, 7, 1)


class RealDataHere(DomainError):
    """The database serves a real centre."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Cơ sở dữ liệu này đã có “{name}”, không thuộc tỉnh trình diễn. "
            "Hãy chạy trình diễn với thư mục dữ liệu khác (MOTCUA_DATA_DIR)."
        )


class Tally:
    """How many rows a load made and changed."""

    def __init__(self) -> None:
        self.made = 0
        self.changed = 0

    def keep(self, model: type[Model], values: dict[str, Any], **key: Any) -> Model:
        """The row under this key with these values: made, corrected, or left alone."""
        row = model._default_manager.filter(**key).first()
        if row is None:
            self.made += 1
            return model._default_manager.create(**key, **values)
        wrong = [name for name, value in values.items() if getattr(row, name) != value]
        if wrong:
            self.changed += 1
            for name in wrong:
                setattr(row, name, values[name])
            row.save(update_fields=wrong)
        return row

    def note(self, changed: bool) -> None:
        self.changed += changed


def stages(tally: Tally, *, now: datetime) -> list[Stage]:
    """The parts of the load in order, with their names."""
    return [
        ("Cấp và đơn vị", lambda: load_units(tally)),
        ("Trung tâm", lambda: halls.load_centres(tally.keep, tally.note)),
        ("Lĩnh vực", lambda: load_fields(tally)),
        ("Thủ tục", lambda: load_procedures(tally, now=now)),
        ("Bản dịch tiếng Anh", lambda: load_english(tally)),
        ("Nơi tiếp nhận", lambda: load_receiving(tally, now=now)),
        ("Nhóm phục vụ", lambda: halls.load_groups(tally.keep, tally.note, day=local_day(now))),
        ("Diện ưu tiên", lambda: load_priorities(tally)),
        ("Cán bộ", lambda: load_staff(tally)),
        ("Lịch làm việc", lambda: tally.note(calendars.load_calendar(now=now))),
    ]


def load(*, now: datetime, listen: Listener = iter) -> Tally:
    """The whole province in one transaction; `listen` wraps the parts to show progress. Raises RealDataHere."""
    tally = Tally()
    with transaction.atomic():
        check_no_real_data()
        for _, run in listen(stages(tally, now=now)):
            run()
    return tally


def check_no_real_data() -> None:
    """Raises RealDataHere when a centre exists that is none of the demonstration's."""
    known = [row["slug"] for row in read.table("centres")["centre"]]
    other = Centre.objects.exclude(slug__in=known).first()
    if other is not None:
        raise RealDataHere(other.name)


def load_units(tally: Tally) -> None:
    """Levels, units and successors; a unit stands after its parent in the file, successors may stand anywhere."""
    data = read.table("units")
    levels = {}
    for row in data["level"]:
        values = {"name": row["name"], "rank": row["rank"], "valid_to": row.get("valid_to")}
        levels[row["code"]] = tally.keep(Level, values, code=row["code"])
    units: dict[str, Unit] = {}
    for row in data["unit"]:
        values = {name: row[name] for name in ("agency_code", "name", "name_en", "valid_from")}
        values |= {
            "level_id": levels[row["level"]].pk, "is_department": row.get("is_department", False),
            "parent_id": units[row["parent"]].pk if "parent" in row else None, "valid_to": row.get("valid_to"),
        }  # fmt: skip
        units[row["key"]] = tally.keep(Unit, values, key=row["key"])
    for row in data["unit"]:
        wanted = {units[key].pk for key in row.get("successors", [])}
        if wanted != set(units[row["key"]].successors.values_list("pk", flat=True)):
            units[row["key"]].successors.set(wanted)
            tally.note(True)


def load_fields(tally: Tally) -> None:
    """The fields of administration with their English names."""
    for name, name_en in read.english("fields").items():
        tally.keep(Field, {"name_en": name_en}, pk=open_field(name, name_en=name_en).pk)


def load_procedures(tally: Tally, *, now: datetime) -> None:
    """Publish every draft; one that says the same as the version in force changes nothing."""
    for draft, is_popular in read.procedures():
        open_field(draft.field)
        if _is_imported(draft.code):
            continue
        is_new = not Procedure.objects.filter(code=draft.code).exists()
        before = None if is_new else Procedure.objects.get(code=draft.code).versions.count()
        valid_from = FIRST_DAY if is_new else local_day(now)
        version = publish_version(draft, valid_from=valid_from, by="system", now=now)
        tally.made += is_new
        tally.note(before is not None and version.number > before)
        tally.note(set_popular(version.procedure, is_popular=is_popular))


def load_english(tally: Tally) -> None:
    """What the texts of the procedures mean in English."""
    made, changed = keep_english(read.english_texts())
    tally.made += made
    tally.changed += changed


def _is_imported(code: str) -> bool:
    """An import has published over the demonstration's version: that one stays."""
    return ProcedureVersion.objects.filter(procedure__code=code, valid_to__isnull=True).exclude(source="").exists()


def load_receiving(tally: Tally, *, now: datetime) -> None:
    """Of the demonstration's procedures the provincial centre receives all (reception knows no boundaries), the sites commune-level work."""
    everywhere = list(Centre.objects.all())
    provincial = [centre for centre in everywhere if centre.is_provincial]
    ours = [draft.code for draft, _ in read.procedures()]
    for version in current(local_day(now)).filter(procedure__code__in=ours):
        centres = everywhere if version.level.code == "commune" else provincial
        tally.note(set_receiving(version.procedure, centres))


def load_priorities(tally: Tally) -> None:
    """The reasons to be called earlier, in the order of the file."""
    for order, row in enumerate(read.table("priorities")["priority"], 1):
        values = {"name": row["name"], "name_en": row["name_en"], "order": order}
        tally.keep(PriorityReason, values, code=row["code"])


def load_staff(tally: Tally) -> None:
    """Staff and their posts; a password that somebody changed stays changed."""
    data = read.table("staff")
    # One hash for all: hashing ninety passwords would take a minute, and the password is public anyway.
    password = make_password(data["password"])
    centres = dict(Centre.objects.values_list("slug", "pk"))
    units = dict(Unit.objects.values_list("key", "pk"))
    existing = set(Staff.objects.values_list("username", flat=True))
    for row in data["staff"]:
        is_admin = row["role"] == Role.ADMIN
        values = {
            "full_name": row["full_name"], "title": row["title"], "is_staff": is_admin, "is_superuser": is_admin,
        } | ({} if row["username"] in existing else {"password": password})  # fmt: skip
        staff = tally.keep(Staff, values, username=row["username"])
        post = {"centre_id": centres.get(row.get("centre")), "unit_id": units.get(row.get("unit"))}
        tally.keep(Post, post, staff=staff, role=Role(row["role"]).value)
