"""Guidance given at the desk."""

from __future__ import annotations

from datetime import datetime

from motcua.accounts.models import Staff
from motcua.centres.models import Centre

from ..models import Case, Guidance
from ..rules import GuidanceHow


def log_guidance(*, centre: Centre, case: Case, by: Staff, how: GuidanceHow, now: datetime) -> Guidance:
    """One guidance was given at the desk: procedure, time and way, no personal data (seed step 1)."""
    return Guidance.objects.create(centre=centre, case=case, by=by, at=now, how=GuidanceHow(how).value)
