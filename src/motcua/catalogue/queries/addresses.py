"""Under which code a procedure is found today when somebody comes with an older one."""

from __future__ import annotations

from datetime import date

from motcua.kernel.text import clean

from ..models import ProcedureAlias, ProcedureVersion
from ..rules import national_code
from .versions import current


def present_code(code: str, day: date) -> str | None:
    """The code in force to which an old code, or one with a local suffix, leads; None when it leads nowhere new."""
    asked = clean(code[:60])
    tried = list(dict.fromkeys((asked, national_code(asked))))
    aliases = dict(ProcedureAlias.objects.filter(code__in=tried).values_list("code", "procedure__code"))
    wanted = [aliases.get(one, one) for one in tried]
    held = set(current(day).filter(procedure__code__in=wanted).values_list("procedure__code", flat=True))
    return next((one for one in wanted if one in held and one != asked), None)


def last_version(code: str, day: date) -> ProcedureVersion | None:
    """The version that ended last of a procedure that is not in force any more, or None."""
    rows = ProcedureVersion.objects.select_related("procedure", "field", "department", "level")
    return rows.filter(procedure__code=clean(code[:60]), valid_to__lt=day).order_by("-number").first()
