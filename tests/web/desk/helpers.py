"""What the tests of the desk share: numbers given in opening hours or not, the fields of a complete reception."""

from __future__ import annotations

import re
from typing import Any

from tests.cast import World, token

from motcua.catalogue.models import Procedure
from motcua.kernel import clock
from motcua.queueing import actions as hall
from motcua.queueing.models import PriorityReason, ServiceGroup, Ticket

LOGIN = "/can-bo/dang-nhap/"
COUNTER = "/can-bo/quay/"
CHOOSE = "/can-bo/tiep-nhan/"
LIST = "/can-bo/ho-so/"


def a_ticket(world: World, group: ServiceGroup | None = None, *, priority: PriorityReason | None = None) -> Ticket:
    """A number given now, whatever the hour of the test run is."""
    world.centre.accepts_after_hours = True
    world.centre.save(update_fields=["accepts_after_hours"])
    return hall.issue_ticket(world.centre, group or world.civil, request=token(), priority=priority, now=clock.now())


def open_counter(browser: Any, world: World, place: int = 0) -> None:
    """The logged-in officer opens the counter at this place of the cast."""
    browser.post(f"{COUNTER}mo/", {"counter": world.counters[place].pk})


def press(browser: Any, do: str, current: Ticket | None = None) -> Any:
    """Press a button of the calling page."""
    return browser.post(f"{COUNTER}viec/", {"do": do, "current": current.pk if current else ""})


def search(browser: Any, words: str) -> str:
    """The page that answers a search among the dossiers."""
    return str(browser.post(LIST, {"q": words}, follow=True).content.decode())


def complete(world: World, procedure: Procedure, **changes: Any) -> dict[str, Any]:
    """The fields of the reception form for this procedure, complete and right; `changes` replace or (None) remove some."""
    case = world.case(procedure)
    fields: dict[str, Any] = {
        "request": token(), "kind": "1", "id_number": "022188001234", "name": "Nguyễn Thị An", "birth_0": "6", "birth_1": "5", "birth_2": "1988",
        "sex": "Nữ", "address": "Tổ 3, phường Hồng Gai", "phone": "0912 345 678", "email": "an@example.org", "authoriser": "", "channel": "counter",
        "content": "Cấp đổi vì rách", "sets": "1", "collect_at": str(world.centre.pk), "do": "receive",
    }  # fmt: skip
    for paper in case.papers.all():
        fields |= {f"p{paper.pk}": "on", f"p{paper.pk}_o": str(paper.originals), f"p{paper.pk}_c": "", f"p{paper.pk}_k": str(paper.copies or "")}
    fields |= changes
    return {name: value for name, value in fields.items() if value is not None}


def form_of(world: World, procedure: Procedure) -> str:
    """The address of the reception form."""
    return f"{CHOOSE}{world.case(procedure).pk}/"


def value_of(html: str, name: str) -> str:
    """What the field with this name shows."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert found, f"no field {name}"
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""
