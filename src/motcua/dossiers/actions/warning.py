"""Warnings before a dossier is late, to the handlers and the head of the centre, each once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.kernel.clock import local, write_moment
from motcua.messages import actions as messages

from ..models import Dossier
from ..queries.nearing import level_now, people_to_warn
from ..rules.warnings import Warned


def warn(dossier: Dossier, *, now: datetime) -> Warned:
    """Write the warning that holds now unless it was written before; the level that this call wrote (NONE: nothing).

    The key names dossier, level, appointment and person: twice at once writes one message. An appointment that moved is
    warned of anew.
    """
    level = level_now(dossier, now)
    if level <= dossier.warned:
        return Warned.NONE
    with transaction.atomic():
        same = Dossier.objects.filter(pk=dossier.pk, due_at=dossier.due_at, warned=dossier.warned, ended_at__isnull=True, finished_at__isnull=True)
        if same.update(warned=level) != 1:
            return Warned.NONE
        assert dossier.due_at is not None
        for person in people_to_warn(dossier):
            messages.write(
                key=f"warn-{dossier.pk}-{level.value}-{local(dossier.due_at):%Y%m%d%H%M}-{person.pk}", to=person.email,
                subject=f"Hồ sơ {dossier.code} {level.label}",
                body=(
                    f"Kính gửi Ông/Bà,\n\nHồ sơ {dossier.code} {level.label}.\nThủ tục: {dossier.version.name}.\n"
                    f"Hẹn trả: {write_moment(dossier.due_at)}.\nCơ quan giải quyết: {dossier.deciding_unit.name}.\n"
                ),
                now=now,
            )  # fmt: skip
    return level
