"""What a dossier was promised, and its pauses, read back from its row and its events (Decree 118/2025)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from motcua.audit import queries as audit
from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import Due, LateRule, Limit, Regime, Unit, WorkCalendar
from motcua.kernel.clock import local

from ..models import Dossier
from ..rules import Status
from ..rules.history import Dues, Term, dues_of, pauses_of
from ..rules.history import proof_of as proof_of_term
from ..rules.steps import StepDue, divide

History = Sequence[tuple[str, datetime]]
PAUSED = (Status.SUPPLEMENT, Status.FINANCIAL)


def history_of(dossier: Dossier) -> list[tuple[str, datetime]]:
    """(verb, moment) of each event, first to last. One query."""
    return audit.steps("dossier", dossier.pk)


def term_of(dossier: Dossier) -> Term | None:
    """The dossier's term; None before reception. One query more when the appointment was set by hand."""
    if dossier.received_at is None:
        return None
    unit = Unit(dossier.limit_unit or Unit.NONE.value)
    return Term(
        local(dossier.received_at), Limit(dossier.limit_amount or Decimal(0), unit), LateRule(dossier.version.late_rule),
        Regime(dossier.version.supplement_regime), by_hand=first_promise(dossier) if unit is Unit.NONE else None,
        extended_at=dossier.extended_at, extended_to=dossier.extended_to,
    )  # fmt: skip


def first_told(dossier: Dossier) -> dict[str, Any]:
    """What the event of reception says: the appointment on the receipt (`due`), the internal steps then in force (`steps`)."""
    found = audit.story("dossier", dossier.pk).filter(verb="receive").values_list("data", flat=True).first()
    return dict(found or {})


def restarts(dossier: Dossier) -> bool:
    """Whether a supplement gives the whole term again; an appointment set by hand is a date that only pauses move."""
    return Regime(dossier.version.supplement_regime) is Regime.RESTART and Unit(dossier.limit_unit or Unit.NONE.value) is not Unit.NONE


def first_promise(dossier: Dossier) -> datetime | None:
    """The appointment that the receipt promised, whatever moved since. One query."""
    told = first_told(dossier).get("due")
    return datetime.fromisoformat(told) if told else dossier.first_due_at


def replayed(dossier: Dossier, history: History, *, calendar: WorkCalendar | None = None) -> Dues | None:
    """Both appointments as the history gives them; None before reception and while the clock stands."""
    term = term_of(dossier)
    return dues_of(term, pauses_of(history), calendar or calendar_of(dossier.agency_code)) if term else None


def proof_of(dossier: Dossier, *, history: History | None = None, calendar: WorkCalendar | None = None) -> Due | None:
    """How the first appointment was counted, with pauses and skipped days; None when set by hand or not received.

    The history is read only when the dossier ever paused: one query then, none otherwise.
    """
    term = term_of(dossier)
    if term is None or term.limit.unit is Unit.NONE:
        return None
    ever = dossier.pauses or dossier.status in PAUSED
    pauses = pauses_of(history if history is not None else history_of(dossier)) if ever else ()
    return proof_of_term(term, pauses, calendar or calendar_of(dossier.agency_code))


def steps_of(dossier: Dossier, proof: Due | None, told: dict[str, Any]) -> tuple[StepDue, ...]:
    """The internal steps in force at reception (`told`: the first event's data), each with its due moment; none for an appointment set by hand."""
    shares = [(kind, Decimal(share)) for kind, share in told.get("steps") or []]
    return divide(proof, shares, calendar_of(dossier.agency_code)) if proof and shares else ()
