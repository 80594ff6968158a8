"""What the guidance desk gave."""

from __future__ import annotations

from datetime import date, datetime

from motcua.centres.models import Centre
from motcua.kernel.clock import day_bounds, local_day

from ..models import Guidance, ProcedureVersion
from .versions import current


def guidance_today(centre: Centre, now: datetime) -> int:
    """How many guidances the centre gave on the day in Việt Nam on which `now` lies. One index scan."""
    start, end = day_bounds(local_day(now))
    return Guidance.objects.filter(centre=centre, at__gte=start, at__lt=end).count()


def recently_guided(centre: Centre, day: date, *, limit: int = 6) -> list[ProcedureVersion]:
    """The procedures that the centre's desk explained last, newest first, each once and in force. Two queries."""
    last = Guidance.objects.filter(centre=centre).order_by("-at").values_list("case__version__procedure", flat=True)
    order = list(dict.fromkeys(last[:60]))[:limit]
    found = {version.procedure_id: version for version in current(day).filter(procedure__in=order)}
    return [found[procedure] for procedure in order if procedure in found]
