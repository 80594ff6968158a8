"""What the page of a dossier shows, and which steps stand on it for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.accounts.models import Staff
from motcua.audit import queries as audit
from motcua.audit.models import Event
from motcua.catalogue.rules import StepKind
from motcua.deadlines.rules import Due
from motcua.deadlines.rules.wording import amount_text
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import asked_of_citizen, proof_of
from motcua.dossiers.queries.printed import term_text
from motcua.dossiers.queries.terms import steps_of as internal_steps_of
from motcua.dossiers.rules import Actor, Clock, Status, can, clock_of
from motcua.dossiers.rules.asking import (
    can_allow_supplement,
    can_extend,
    can_request_supplement,
    check_allow_supplement,
    check_extend,
    check_request_supplement,
)
from motcua.dossiers.rules.lateness import is_late
from motcua.dossiers.rules.statuses import check_step
from motcua.dossiers.rules.steps import is_over
from motcua.dossiers.rules.words import EVENT_LABELS, PROOFS
from motcua.kernel.clock import write_moment
from motcua.kernel.money import Money
from motcua.kernel.text import mask_number
from motcua.payments import rules as money

ALWAYS = (
    ("complete_supplement", Actor.RECEPTION, "desk:complete_supplement", "Nhận giấy tờ bổ sung", "F9", "inbox"),
    ("confirm_payment", Actor.RECEPTION, "desk:confirm_payment", "Xác nhận đã nộp tiền", "F9", "money"),
)
OTHER = (
    ("request_supplement", Actor.DEPARTMENT, "desk:request_supplement", "Yêu cầu bổ sung"),
    ("request_supplement", Actor.RECEPTION, "desk:request_supplement", "Yêu cầu bổ sung"),
    ("allow_supplement", Actor.RECEPTION, "desk:allow_supplement", "Cho phép bổ sung lần nữa"),
    ("require_payment", Actor.DEPARTMENT, "desk:require_payment", "Yêu cầu nghĩa vụ tài chính"),
    ("extend", Actor.DEPARTMENT, "desk:extend", "Xin lỗi và hẹn lại"),
    ("stop", Actor.DEPARTMENT, "desk:stop", "Dừng giải quyết"),
    ("withdraw", Actor.RECEPTION, "desk:withdraw", "Rút hồ sơ"),
)
STEPS = (
    *ALWAYS,
    ("finish", Actor.DEPARTMENT, "desk:finish", "Hoàn thành, có kết quả", "F9", "check"),
    ("hand_to_department", Actor.RECEPTION, "desk:hand_one", "Bàn giao cho cơ quan giải quyết", "F8", "next"),
    ("hand_over", Actor.RECEPTION, "desk:hand_over", "Trả kết quả", "F9", "hand"),
)


def page_context(dossier: Dossier, parts: frozenset[Actor], now: datetime, *, heads: frozenset[int] = frozenset()) -> dict[str, Any]:
    """Everything for `desk/dossier.html`; a fixed number of queries. `heads`: ids of the centres that the person is head of."""
    fees, status = list(dossier.fees_due.order_by("id")), Status(dossier.status)
    unpaid, events = money.unpaid(fees), list(audit.story("dossier", dossier.pk))
    hand_overs = list(dossier.hand_overs.select_related("giver", "to_unit"))
    proof, asking = proof_of(dossier, history=[(event.verb, event.at) for event in events]), Asking(now, heads)
    return {
        "dossier": dossier, "status": status, "papers": list(dossier.papers.all()), "fees": fees, "unpaid": unpaid, "total": money.total(fees),
        "results": list(dossier.results.select_related("file", "added_by").order_by("id")),
        "hand_overs": hand_overs, "proofs": PROOFS, "events": timeline_of(events),
        "term": term_text(dossier) if dossier.received_at else "", "proof": proof, "now": now,
        "late": is_late(status, due=dossier.first_due_at, finished=dossier.finished_at, now=now),
        "steps": steps_of(dossier, parts, asking, bool(unpaid.dong)), "at_desk": Actor.RECEPTION in parts,
        "others": other_steps(dossier, parts, asking), "letters": letters_of(dossier, has_moved=bool(hand_overs)),
        "is_paused": clock_of(status) is Clock.STOPPED, "asked": asked_of_citizen(dossier), "internal": internal_rows(dossier, proof, events, now),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """When somebody asks for a step, and of which centres (ids) they are head."""

    now: datetime
    heads: frozenset[int]


def rule_of(dossier: Dossier, verb: str, actor: Actor, asking: Asking) -> tuple[Callable[[], object], Callable[[], bool]]:
    """The check (raises the sentence) and the can (for the button) of a verb; the page has no rule of its own."""
    if verb == "allow_supplement":
        return partial(check_allow_supplement, dossier, headed=asking.heads), partial(can_allow_supplement, dossier, headed=asking.heads)
    if verb == "request_supplement":
        return partial(check_request_supplement, dossier, who=actor), partial(can_request_supplement, dossier, who=actor)
    if verb == "extend":
        return partial(check_extend, dossier, now=asking.now), partial(can_extend, dossier, now=asking.now)
    status, verb = Status(dossier.status), "resume" if verb == "complete_supplement" else verb
    return partial(check_step, status, verb, who=actor), partial(can, status, verb, who=actor)


def may_step(dossier: Dossier, verb: str, actor: Actor, asking: Asking) -> bool:
    """Whether the rule of the verb agrees."""
    _check, may = rule_of(dossier, verb, actor, asking)
    return may()


def other_steps(dossier: Dossier, parts: frozenset[Actor], asking: Asking) -> list[dict[str, str]]:
    """The less usual steps, behind one click."""
    found = {
        name: {"text": _(text), "href": reverse(name, args=[dossier.pk])}
        for verb, actor, name, text in OTHER
        if actor in parts and may_step(dossier, verb, actor, asking)
    }
    return list(found.values())


def letters_of(dossier: Dossier, *, has_moved: bool) -> list[dict[str, str]]:
    """Papers that can be printed besides the receipt. `has_moved`: it went from one hand to another."""
    found = [("desk:why", _("In cách tính ngày hẹn"))] if dossier.received_at else []
    if has_moved or dossier.finished_at:
        found.append(("desk:control_pdf", _("In phiếu kiểm soát quá trình")))
    if dossier.supplements_asked:
        found.append(("desk:supplement_pdf", _("In phiếu yêu cầu bổ sung")))
    if dossier.extended_at:
        found.append(("desk:apology_pdf", _("In văn bản xin lỗi")))
    if dossier.status == Status.STOPPED:
        found.append(("desk:stop_pdf", _("In thông báo dừng")))
    return [{"text": text, "href": reverse(name, args=[dossier.pk])} for name, text in found]


def steps_of(dossier: Dossier, parts: frozenset[Actor], asking: Asking, has_unpaid: bool) -> list[dict[str, str]]:
    """The buttons that this person has now; the most probable one is filled."""
    found = []
    if has_unpaid and dossier.ended_at is None and Actor.RECEPTION in parts:
        found.append({"text": _("Thu phí, lệ phí"), "key": "F7", "icon": "money", "href": reverse("desk:collect", args=[dossier.pk])})
    for verb, actor, name, text, key, picture in STEPS:
        if actor in parts and may_step(dossier, verb, actor, asking):
            found.append({"text": _(text), "key": key, "icon": picture, "href": reverse(name, args=[dossier.pk])})
    return [{**step, "look": "secondary" if place else "primary"} for place, step in enumerate(found)]


def hand_over_facts(dossier: Dossier) -> list[tuple[str, str]]:
    """Whose result it is, which one, and whether all is paid: what the counter compares before handing it over; two queries."""
    number = _("Số định danh") if dossier.applicant_kind == 1 else _("Mã số thuế hoặc số định danh")
    results = [_result_words(name, sign) for name, sign in dossier.results.order_by("id").values_list("name", "number")]
    return [
        (_("Người nộp"), dossier.applicant_name), (number, mask_number(dossier.id_number)), (_("Người ủy quyền"), dossier.authoriser),
        (_("Kết quả"), "; ".join(results)), (_("Phí, lệ phí"), _fee_words(list(dossier.fees_due.order_by("id")))),
    ]  # fmt: skip


def _result_words(name: str, number: str) -> str:
    return _("%(name)s, số %(number)s") % {"name": name, "number": number} if number else name


def _fee_words(fees: Sequence[money.Due]) -> str:
    unpaid, total = money.unpaid(fees), money.total(fees)
    if unpaid.dong:
        return _("Còn phải nộp %(amount)s") % {"amount": unpaid}
    return _("Đã thu đủ %(amount)s") % {"amount": total} if total.dong else _("Miễn phí")


def internal_rows(dossier: Dossier, proof: Due | None, events: list[Event], now: datetime) -> list[dict[str, Any]]:
    """The internal steps with their due moments; a step past its moment is marked while the dossier is open."""
    told: dict[str, Any] = next((event.data for event in events if event.verb == "receive"), {})
    is_open = dossier.finished_at is None and dossier.ended_at is None
    return [
        {"label": _(StepKind(row.kind).label), "share": amount_text(row.share), "due": row.due, "is_over": is_open and is_over(row, now)}
        for row in internal_steps_of(dossier, proof, told)
    ]


def timeline_of(events: list[Event]) -> list[dict[str, Any]]:
    """The dossier's events, newest first, with the names of those who acted."""
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
    if verb in ("recompute", "recompute_supplement", "allow_supplement"):
        return str(data.get("reason", ""))
    if verb == "require_payment":
        return f"{Money(data.get('amount', 0))}, {data.get('basis', '')}"
    if verb in ("extend", "resume", "restart", "confirm_payment"):
        return ". ".join(_of_the_clock(data))
    return PROOFS.get(data.get("proof", ""), "") if verb == "hand_over" else ""


def _of_the_clock(data: Mapping[str, Any]) -> list[str]:
    """The new appointment, and what the officer wrote down with the step: the payment's document, a note on papers brought."""
    said = [_("Hẹn trả %(when)s") % {"when": write_moment(datetime.fromisoformat(data["due"]))}] if data.get("due") else []
    if data.get("document"):
        said.append(_("Chứng từ %(number)s") % {"number": data["document"]})
    return [*said, data["note"]] if data.get("note") else said
