"""What the page of a dossier shows, and which steps stand on it for whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.accounts.models import Staff
from motcua.audit import queries as audit
from motcua.dossiers.actions.processing import PROOFS
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.printed import term_text
from motcua.dossiers.rules import Actor, Status, can
from motcua.dossiers.rules.words import EVENT_LABELS
from motcua.kernel.money import Money
from motcua.payments import rules as money

from .proof import proof_of

STEPS = (
    ("finish", Actor.DEPARTMENT, "desk:finish", "Hoàn thành, có kết quả", "F9", "check"),
    ("hand_to_department", Actor.RECEPTION, "desk:hand_one", "Bàn giao cho cơ quan giải quyết", "F8", "next"),
    ("hand_over", Actor.RECEPTION, "desk:hand_over", "Trả kết quả", "F9", "hand"),
)


def page_context(dossier: Dossier, parts: frozenset[Actor], now: datetime) -> dict[str, Any]:
    """Everything for `desk/dossier.html`; a fixed number of queries."""
    fees, status = list(dossier.fees_due.order_by("id")), Status(dossier.status)
    unpaid = money.unpaid(fees)
    return {
        "dossier": dossier, "status": status, "papers": list(dossier.papers.all()), "fees": fees, "unpaid": unpaid, "total": money.total(fees),
        "results": list(dossier.results.select_related("file", "added_by").order_by("id")),
        "hand_overs": list(dossier.hand_overs.select_related("giver", "to_unit")), "proofs": PROOFS, "events": timeline_of(dossier),
        "term": term_text(dossier) if dossier.received_at else "", "proof": proof_of(dossier), "now": now, "late": is_late(dossier, now),
        "steps": steps_of(dossier, parts, bool(unpaid.dong)), "at_desk": Actor.RECEPTION in parts, "centre": dossier.received_at_centre,
    }  # fmt: skip


def is_late(dossier: Dossier, now: datetime) -> bool:
    """Late against the first appointment: still running past it, or finished after it."""
    runs = Status(dossier.status) in (Status.RECEIVED, Status.PROCESSING)
    end = dossier.finished_at or (now if runs else None)
    return bool(dossier.first_due_at and end and end > dossier.first_due_at)


def steps_of(dossier: Dossier, parts: frozenset[Actor], has_unpaid: bool) -> list[dict[str, str]]:
    """The buttons that this person has now; the most probable one is filled."""
    status, found = Status(dossier.status), []
    if has_unpaid and Actor.RECEPTION in parts:
        found.append({"text": _("Thu phí, lệ phí"), "key": "F7", "icon": "money", "href": reverse("desk:collect", args=[dossier.pk])})
    for verb, actor, name, text, key, picture in STEPS:
        if actor in parts and can(status, verb, who=actor):
            found.append({"text": _(text), "key": key, "icon": picture, "href": reverse(name, args=[dossier.pk])})
    return [{**step, "look": "secondary" if place else "primary"} for place, step in enumerate(found)]


def timeline_of(dossier: Dossier) -> list[dict[str, Any]]:
    """The dossier's events, newest first, with the names of those who acted."""
    events = list(audit.story("dossier", dossier.pk))
    ids = {int(event.actor.removeprefix("staff:")) for event in events if event.actor.startswith("staff:")}
    names = dict(Staff.objects.filter(pk__in=ids).values_list("pk", "full_name"))
    return [
        {
            "title": _(EVENT_LABELS.get(event.verb, event.verb)), "when": event.at, "by": _who(event.actor, names),
            "text": _detail(event.verb, event.data),
        }
        for event in reversed(events)
    ]  # fmt: skip


def _who(actor: str, names: Mapping[int, str]) -> str:
    if actor.startswith("staff:"):
        return names.get(int(actor.removeprefix("staff:")), "")
    return {"citizen": _("Công dân"), "system": _("Hệ thống")}.get(actor, actor)


def _detail(verb: str, data: Mapping[str, Any]) -> str:
    if verb == "collect_fees":
        return str(Money(data.get("amount", 0)))
    if verb == "finish" and data.get("number"):
        return _("Số %(number)s") % {"number": data["number"]}
    return PROOFS.get(data.get("proof", ""), "") if verb == "hand_over" else ""
