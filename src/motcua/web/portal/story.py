"""What the tracking page says about a dossier, in the page's language; nothing of the person but a masked name (house 4.14)."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.core import signing
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from motcua.centres import queries as centres
from motcua.centres.models import Centre
from motcua.deadlines.rules import Unit
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import Story, asked_of_citizen, story_for_citizen
from motcua.dossiers.rules import Clock, Status, clock_of
from motcua.dossiers.rules.lateness import is_late
from motcua.dossiers.rules.words import TURN_LABELS
from motcua.kernel.clock import local, local_day
from motcua.kernel.money import Money
from motcua.kernel.text import mask_name
from motcua.payments.rules import unpaid
from motcua.web.shared.components import dossier_way
from motcua.web.shared.filters import day as write_day
from motcua.web.shared.procedure_words import limit_words, title

from .phones import phone_list

# Signs the link from the tracking page to its page for the printer, so that the security code stays out of it.
PRINT_SALT = "motcua.portal.why"

# The event after which a station of the way is passed.
PASSED_BY = ("receive", "hand_to_department", "finish", "hand_over")
# The event that brought the dossier to the station where it waits or ends.
HELD_BY = frozenset({
    "request_supplement", "require_payment", "refuse", "expire", "expire_unreceived", "withdraw", "stop",
})  # fmt: skip
# Ended, and no result will come: nothing of an appointment or of collecting is said any more.
WITHOUT_RESULT = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED})


def told(dossier: Dossier, *, now: datetime) -> dict[str, Any]:
    """The template's context; one query (the events). When a result waits also the fees, and the centre's hours at most once a minute."""
    story = story_for_citizen(dossier)
    name, lang = title(dossier.version)
    is_waiting = story.status is Status.FINISHED
    is_overdue = is_late(story.status, due=dossier.due_at, finished=None, now=now)
    place = dossier.collect_at or dossier.received_at_centre
    return {
        "dossier": dossier,
        "status": story.status,
        "status_label": _(story.status.label),
        "meaning": _(story.plain.meaning),
        "next_step": "" if is_overdue else _(story.plain.next_step),
        "turn": story.plain.turn,
        "turn_label": _(TURN_LABELS[story.plain.turn]),
        "procedure": name,
        "procedure_lang": lang,
        "applicant": mask_name(dossier.applicant_name),
        "way": _way(story),
        "timeline": [{"title": _(event.label), "when": event.at} for event in reversed(story.happenings)],
        "is_open": dossier.ended_at is None and story.status is not Status.FINISHED,
        "is_paused": clock_of(story.status) is Clock.STOPPED,
        "asked": asked_of_citizen(dossier),
        "proof": story.proof,
        "print_token": signing.dumps(dossier.pk, salt=PRINT_SALT),
        "term": term_words(dossier) if dossier.received_at else "",
        "is_overdue": is_overdue,
        "has_no_result": story.status in WITHOUT_RESULT,
        "is_collected": story.status is Status.RETURNED,
        "is_extended": dossier.extended_at is not None,
        "calendar": _calendar(local_day(dossier.due_at), local_day(now), get_language() or "vi")
        if dossier.due_at
        else "",
        "unpaid": unpaid(dossier.fees_due.all()) if is_waiting else Money(0),
        "bring_to": dossier.received_at_centre,
        "place": place,
        "phones": phone_list(place.phones) if place else [],
        "opening": opening_words(place, now) if is_waiting and place else "",
    }


def term_words(dossier: Dossier) -> str:
    """The limit of the dossier in the page's language, or that the appointment was set by hand."""
    return _("theo ngày hẹn") if dossier.limit_unit == Unit.NONE else limit_words(dossier.limit_amount, dossier.limit_unit)


@lru_cache(maxsize=512)
def _calendar(due: date, today: date, language: str) -> Markup:
    """The picture of the appointment; many dossiers share a day."""
    return Markup(get_template("portal/_calendar.html", using="jinja2").render({"due": due, "today": today}))  # noqa: S704 - our own template


def _way(story: Story) -> list[dict[str, str]]:
    """The stations, each passed one with the day on which it was passed."""
    passed = {event.verb: event.at for event in story.happenings}
    held = next((event.at for event in reversed(story.happenings) if event.verb in HELD_BY), None)
    rows = dossier_way(story.status.value, online=story.dossier.channel == "online")
    verbs = (("submit", *PASSED_BY) if story.dossier.channel == "online" else PASSED_BY)[: len(rows)]
    return [
        row | {"note": write_day(when) if when else ""}
        for row, verb in zip(rows, verbs, strict=True)
        for when in [held if row["state"] in {"waiting", "stopped"} else passed.get(verb)]
    ]


def opening_words(centre: Centre, now: datetime) -> str:
    """Until when the centre is open, or when it opens; its hours are read once a minute at most."""
    return _opening(centre.pk, local(now).replace(second=0, microsecond=0), get_language() or "vi")


@lru_cache(maxsize=512)
def _opening(centre: int, minute: datetime, language: str) -> str:
    found = Centre.objects.prefetch_related("hours", "closed_days").get(pk=centre)
    return centres.opening_words(found, minute)
