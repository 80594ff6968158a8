"""How a dossier's due moment was counted, so that the officer can explain it (Decree 118/2025; Civil Code art. 144-148)."""

from __future__ import annotations

from decimal import Decimal

from motcua.deadlines.queries import calendar_of
from motcua.deadlines.rules import Due, LateRule, Limit, Unit
from motcua.deadlines.rules import due as count
from motcua.dossiers.models import Dossier


def proof_of(dossier: Dossier) -> Due | None:
    """How the first due moment was counted; None when it was set by hand or the dossier has not been received."""
    if dossier.received_at is None or dossier.limit_unit in ("", Unit.NONE.value):
        return None
    return count(
        dossier.received_at, Limit(dossier.limit_amount or Decimal(0), Unit(dossier.limit_unit)),
        calendar=calendar_of(dossier.agency_code), late_rule=LateRule(dossier.version.late_rule),
    )  # fmt: skip
