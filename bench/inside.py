"""Questions to the place's database, each run in a process of its own: `python -m bench.inside QUESTION '{"word": value}'` prints JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import django

django.setup()

from django.db.models import Count, Max, Min, Q, QuerySet  # noqa: E402 - after the set-up

from motcua.audit.queries import broken_links  # noqa: E402
from motcua.catalogue import queries as catalogue  # noqa: E402
from motcua.catalogue.actions import publish_version  # noqa: E402
from motcua.catalogue.models import Case  # noqa: E402
from motcua.centres.models import Centre, Counter, Kiosk, Room  # noqa: E402
from motcua.demo import read  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402
from motcua.kernel.clock import local_day, now  # noqa: E402
from motcua.kernel.codes import new_token  # noqa: E402
from motcua.queueing.actions import issue_ticket  # noqa: E402
from motcua.queueing.models import Call, ServiceGroup, Ticket  # noqa: E402
from motcua.queueing.rules import State  # noqa: E402

from .bulk import hurry  # noqa: E402


def cases(*, centre: str, count: int) -> list[int]:
    """Cases of popular procedures with a limit, received at the centre."""
    rows = Case.objects.filter(version__procedure__receiving__slug=centre, version__valid_to__isnull=True)
    rows = rows.filter(version__terms__channel="counter", version__terms__amount__isnull=False)
    return list(rows.order_by("-version__procedure__is_popular", "pk").values_list("pk", flat=True).distinct()[:count])


def codes(*, count: int) -> list[tuple[str | None, str]]:
    """Codes of received dossiers, spread over the whole table."""
    ends = Dossier.objects.aggregate(first=Min("pk"), last=Max("pk"))
    step = max((ends["last"] - ends["first"]) // count, 1)
    rows = Dossier.objects.filter(pk__in=range(ends["first"], ends["last"] + 1, step), code__isnull=False)
    return list(rows.values_list("code", "security_code")[:count])


def _served(centre: str, counters: int) -> QuerySet[ServiceGroup]:
    """The groups that the first counters of the centre serve."""
    return ServiceGroup.objects.filter(centre__slug=centre, is_active=True, counters__number__lte=counters).distinct()


def crowd(*, centre: str, each: int, counters: int) -> int:
    """Let `each` more people wait in every group that these counters serve; how many wait there then."""
    place = Centre.objects.get(slug=centre)
    with hurry():
        for group in _served(centre, counters):
            for _ in range(each):
                issue_ticket(place, group, request=new_token(), now=now())
    return waiting(centre=centre, counters=counters)


def waiting(*, centre: str, counters: int) -> int:
    """How many wait today for these counters."""
    return Ticket.objects.filter(group__in=_served(centre, counters), day=local_day(now()), state=State.WAITING).count()


def next_in_line(*, centre: str, counters: int, count: int) -> list[tuple[str, str]]:
    """Number and token of those whom these counters call next, when nobody has priority."""
    rows = Ticket.objects.filter(group__in=_served(centre, counters), day=local_day(now()), state=State.WAITING).order_by("rank_at", "pk")
    return list(rows.values_list("number", "token")[:count])


def lines(*, centre: str, counters: int) -> list[int]:
    """How many wait today for each of the first counters of the centre, by its number."""
    waits = Q(groups__tickets__state=State.WAITING, groups__tickets__day=local_day(now()))
    rows = Counter.objects.filter(centre__slug=centre, number__lte=counters).annotate(waits=Count("groups__tickets", filter=waits))
    return list(rows.order_by("number").values_list("waits", flat=True))


def numbers(*, tokens: list[str]) -> list[tuple[int, str, str]]:
    """Centre, number and token of these tickets."""
    found: list[tuple[int, str, str]] = []
    for first in range(0, len(tokens), 500):
        rows = Ticket.objects.filter(token__in=tokens[first : first + 500])
        found += rows.values_list("centre_id", "number", "token")
    return found


def calls(*, centre: str) -> dict[str, int]:
    """How the day's tickets were called: called at all, called first more than once, broken chains."""
    rows = Call.objects.filter(centre__slug=centre, again=False)
    twice = rows.values("ticket").annotate(n=Count("pk")).filter(n__gt=1).count()
    broken = sum(1 for _ in broken_links("ticket"))
    return {"called": rows.values("ticket").distinct().count(), "calls": rows.count(), "twice": twice, "broken": broken}


def halls(*, count: int) -> list[dict[str, Any]]:
    """Centres with a kiosk, a waiting room and groups."""
    found = []
    for centre in Centre.objects.order_by("order")[:count]:
        kiosk, room = Kiosk.objects.filter(centre=centre).first(), Room.objects.filter(centre=centre).first()
        if kiosk and room:
            groups = list(ServiceGroup.objects.filter(centre=centre, is_active=True).values_list("pk", flat=True))
            found.append({"pk": centre.pk, "slug": centre.slug, "kiosk": kiosk.slug, "room": room.slug, "groups": groups})
    return found


def index() -> float:
    """Seconds in which the search index is built."""
    start = time.perf_counter()
    catalogue.reindex()
    return time.perf_counter() - start


def searches(*, questions: Sequence[str], rounds: int = 20) -> dict[str, float]:
    """Milliseconds of a search in this process, from words to the rows of the first page: p50 and p95 after a first round."""
    day, spans = local_day(now()), []
    for turn in range(rounds + 1):
        for question in questions:
            start = time.perf_counter()
            catalogue.search(question, day=day)
            if turn:
                spans.append(1000 * (time.perf_counter() - start))
    spans.sort()
    return {"p50": spans[len(spans) // 2], "p95": spans[int(len(spans) * 0.95)]}


def publish_odd() -> dict[str, Any]:
    """Publish a procedure with words that no other has: its code, and when it was there."""
    draft = replace(read.procedures()[0][0], code="7.999999", name="Cấp phép lắp kính thiên văn quay", keywords=())
    publish_version(draft, valid_from=local_day(now()), by="system", now=now())
    return {"code": draft.code, "at": time.time()}


QUESTIONS: dict[str, Callable[..., Any]] = {
    "cases": cases, "codes": codes, "crowd": crowd, "waiting": waiting, "next_in_line": next_in_line, "lines": lines,
    "numbers": numbers, "calls": calls, "halls": halls,
    "index": index, "searches": searches, "publish_odd": publish_odd,
}  # fmt: skip


if __name__ == "__main__":
    json.dump(QUESTIONS[sys.argv[1]](**json.loads(sys.argv[2])), sys.stdout)
