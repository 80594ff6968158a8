"""What a citizen sees with receipt number and security code (seed: "nhập số biên nhận và mã bảo mật")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any

from django.db import connection
from django.db.models import Model

from motcua.accounts.queries import key_of, noted
from motcua.accounts.rules import Brake
from motcua.audit import queries as audit
from motcua.catalogue.models import ProcedureVersion
from motcua.centres.models import Centre, Unit
from motcua.deadlines.rules import Due
from motcua.kernel.codes import read_dossier_code, tidy_security_code
from motcua.kernel.prepared import Prepared, mark

from ..models import Dossier, Duty, Supplement
from ..rules import Status
from ..rules.words import EVENT_LABELS, PLAIN, Plain
from .terms import proof_of


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline: a msgid and when."""

    label: str
    at: datetime
    verb: str


@dataclass(frozen=True, slots=True)
class Story:
    """A dossier in plain words."""

    dossier: Dossier
    status: Status
    plain: Plain
    happenings: Sequence[Happening]
    proof: Due | None


# What tracking reads, and nothing of the person but the name: of the dossier, and of the rows it points to.
_OWN = (
    "id", "code", "security_code", "status", "revision", "version_id", "channel", "received_at_centre_id", "deciding_unit_id", "collect_at_id",
    "agency_code", "applicant_name", "received_at", "limit_amount", "limit_unit", "first_due_at", "due_at", "finished_at", "ended_at", "reason",
    "supplement_due_at", "pauses", "extended_at", "extended_to",
)  # fmt: skip
_CENTRE = ("id", "slug", "name", "name_en", "address", "phones")
_JOINED: tuple[tuple[str, type[Model], tuple[str, ...]], ...] = (
    ("version", ProcedureVersion, ("id", "name", "name_en", "late_rule", "supplement_regime")),
    ("deciding_unit", Unit, ("id", "name", "name_en")),
    ("received_at_centre", Centre, _CENTRE),
    ("collect_at", Centre, _CENTRE),
)
_COLUMNS = (*_OWN, *(f"{path}__{name}" for path, _model, names in _JOINED for name in names))
_PK, _SECRET, _REVISION = (_OWN.index(name) for name in ("id", "security_code", "revision"))
_TRIES = 2
_by_code = Prepared(
    lambda: Dossier.objects.filter(code=mark(0)).annotate(is_noted=noted(_TRIES, first=1)).values_list(*_COLUMNS, "is_noted")
)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A dossier that both codes opened: enough to know whether a page made before still holds.

    `is_noted`: a wrong try of one of the two given keys is known, so a brake may hold.
    """

    pk: int
    revision: int
    is_noted: bool
    row: Sequence[Any]

    def dossier(self) -> Dossier:
        """The dossier itself, from what was read; fields that tracking does not show are deferred."""
        return _dossier(_by_code.converted(connection, self.row))


def glimpse(code: str, security: str, tries: Sequence[tuple[Brake, str]] = ()) -> Glimpse | None:
    """What both codes open, or None; unknown and wrong cannot be told apart. `tries`: the keys that brakes count by.

    One query, written once. Raises ValueError for more than two tries: the query would not look at the third.
    """
    if len(tries) > _TRIES:
        raise ValueError(f"At most {_TRIES} keys, not {len(tries)}.")
    read = read_dossier_code(code)
    secret = tidy_security_code(security)
    asked = [text for brake, value in tries for text in (brake.name, key_of(brake, value))]
    rows = _by_code.raw(connection, str(read), *asked, *[""] * (2 * _TRIES - len(asked))) if read else []
    expected = rows[0][_SECRET] if rows else "-" * 8
    if not compare_digest(secret.encode(), expected.encode()) or not rows:
        return None
    return Glimpse(rows[0][_PK], rows[0][_REVISION], bool(rows[0][-1]), rows[0])


def tracked(code: str, security: str) -> Dossier | None:
    """The dossier with this code and security code, or None; see `glimpse`."""
    found = glimpse(code, security)
    return found.dossier() if found else None


def _dossier(row: Sequence[Any]) -> Dossier:
    values = iter(row)
    found: Dossier = _instance(Dossier, _OWN, values)
    for path, model, names in _JOINED:
        joined = _instance(model, names, values)
        setattr(found, path, joined if joined.pk is not None else None)
    return found


def _instance(model: type[Model], names: tuple[str, ...], values: Iterator[Any]) -> Any:
    """A row of the model with these columns (in the order of the model), the others deferred."""
    return model.from_db(connection.alias, names, [next(values) for _name in names])


def story_for_citizen(dossier: Dossier) -> Story:
    """The dossier's events in plain words; one query."""
    status = Status(dossier.status)
    history = audit.steps("dossier", dossier.pk)
    happenings = [Happening(EVENT_LABELS[verb], at, verb) for verb, at in history if verb in EVENT_LABELS]
    proof = proof_of(dossier, history=history)
    return Story(dossier, status, PLAIN[status], happenings, proof)


def asked_of_citizen(dossier: Dossier) -> Supplement | Duty | None:
    """What the dossier waits for: the open request for papers or the open duty; one query while it waits, none otherwise."""
    if dossier.status == Status.SUPPLEMENT:
        return open_supplement(dossier.pk)
    if dossier.status == Status.FINANCIAL:
        return Duty.objects.filter(dossier_id=dossier.pk, ended_at__isnull=True).first()
    return None


def open_supplement(dossier: int) -> Supplement | None:
    """The request for papers that this dossier waits for; one query."""
    return Supplement.objects.filter(dossier_id=dossier, ended_at__isnull=True).first()
