"""What a citizen sees with receipt number and security code (seed: "nhập số biên nhận và mã bảo mật")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from motcua.audit import queries as audit
from motcua.kernel.codes import read_dossier_code, tidy_security_code

from ..models import Dossier
from ..rules import Status
from ..rules.words import EVENT_LABELS, PLAIN, STATIONS, Plain


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline: a msgid and when."""

    label: str
    at: datetime
    verb: str


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the dossier's way; `state` is done, here or ahead."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Story:
    """A dossier in plain words."""

    dossier: Dossier
    status: Status
    plain: Plain
    happenings: Sequence[Happening]
    stations: Sequence[Station]
    is_late: bool


def tracked(code: str, security: str) -> Dossier | None:
    """The dossier with this code and security code, or None; unknown and wrong cannot be told apart."""
    read = read_dossier_code(code)
    secret = tidy_security_code(security)
    found = (
        Dossier.objects.select_related("version", "collect_at", "received_at_centre", "deciding_unit")
        .filter(code=str(read))
        .first()
        if read
        else None
    )
    expected = found.security_code if found else "-" * 8
    return found if compare_digest(secret.encode(), expected.encode()) and found else None


def story_for_citizen(dossier: Dossier, *, now: datetime) -> Story:
    """The dossier's events in plain words; one query."""
    status = Status(dossier.status)
    happenings = [
        Happening(EVENT_LABELS[event.verb], event.at, event.verb)
        for event in audit.story("dossier", dossier.pk)
        if event.verb in EVENT_LABELS
    ]
    is_late = (
        dossier.first_due_at is not None
        and (dossier.finished_at or now) > dossier.first_due_at
        and dossier.ended_at is None
    )
    return Story(dossier, status, PLAIN[status], happenings, _stations(dossier, status), is_late)


def _stations(dossier: Dossier, status: Status) -> list[Station]:
    order = [station for station, _ in STATIONS]
    where = {Status.SUBMITTED: -1, Status.SUPPLEMENT: 1, Status.FINANCIAL: 1}.get(status)
    if where is None:
        where = order.index(status) if status in order else 0
    ended = status in (Status.RETURNED, Status.REFUSED, Status.WITHDRAWN, Status.STOPPED)
    rows = []
    for place, (_, label) in enumerate(STATIONS):
        state = "done" if place < where or (ended and place == where) else "here" if place == where else "ahead"
        rows.append(Station(label, state))
    return rows
