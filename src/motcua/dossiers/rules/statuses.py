"""The national statuses 1-10 and every allowed step between them (Decree 118/2025; exchange codes of the national portal)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from motcua.kernel.marks import N_

from ..errors import StepNotAllowed


class Status(IntEnum):
    """The national status codes."""

    SUBMITTED = 1
    RECEIVED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCIAL = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Status.SUBMITTED: N_("Mới đăng ký"),
    Status.RECEIVED: N_("Được tiếp nhận"),
    Status.REFUSED: N_("Không được tiếp nhận"),
    Status.PROCESSING: N_("Đang xử lý"),
    Status.SUPPLEMENT: N_("Yêu cầu bổ sung giấy tờ"),
    Status.FINANCIAL: N_("Yêu cầu thực hiện nghĩa vụ tài chính"),
    Status.WITHDRAWN: N_("Công dân yêu cầu rút hồ sơ"),
    Status.STOPPED: N_("Dừng xử lý"),
    Status.FINISHED: N_("Đã xử lý xong"),
    Status.RETURNED: N_("Đã trả kết quả"),
}


class Actor(StrEnum):
    """Who may take a step."""

    CITIZEN = "citizen"
    RECEPTION = "reception"
    DEPARTMENT = "department"
    SYSTEM = "system"


class Need(StrEnum):
    """What a step asks for; the action checks each."""

    FORM = "form"
    CHECKLIST = "checklist"
    PREPAID = "prepaid"
    REASON = "reason"
    FIRST_REQUEST = "first_request"
    MISSING_ITEMS = "missing_items"
    COMPLETE = "complete"
    TERM_OVER = "term_over"
    HAND_OVER = "hand_over"
    AMOUNT = "amount"
    PAID = "paid"
    RESULT = "result"
    ALL_PAID = "all_paid"
    COLLECTOR = "collector"
    NO_DECISION = "no_decision"
    NOTICE = "notice"


class Clock(StrEnum):
    """What the legal term does in a status."""

    RECEPTION = "reception"
    RUNS = "runs"
    STOPPED = "stopped"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a verb leads; `to` None means back to the status that the dossier remembers."""

    to: Status | None
    who: frozenset[Actor]
    needs: frozenset[Need]


def _step(to: Status | None, who: Actor | tuple[Actor, ...], *needs: Need) -> Step:
    return Step(to, frozenset((who,) if isinstance(who, Actor) else who), frozenset(needs))


_OFFICE = (Actor.RECEPTION, Actor.DEPARTMENT)
_ASK = _step(Status.SUPPLEMENT, _OFFICE, Need.FIRST_REQUEST, Need.MISSING_ITEMS, Need.REASON)
_DUTY = _step(Status.FINANCIAL, Actor.DEPARTMENT, Need.AMOUNT)
_FINISH = _step(Status.FINISHED, Actor.DEPARTMENT, Need.RESULT)
_WITHDRAW = _step(Status.WITHDRAWN, (Actor.CITIZEN, Actor.RECEPTION), Need.NO_DECISION)
_STOP = _step(Status.STOPPED, Actor.DEPARTMENT, Need.REASON, Need.NO_DECISION, Need.NOTICE)

TABLE: Mapping[tuple[Status | None, str], Step] = {
    (None, "submit"): _step(Status.SUBMITTED, Actor.CITIZEN, Need.FORM),
    (None, "receive"): _step(Status.RECEIVED, Actor.RECEPTION, Need.CHECKLIST),
    (Status.SUBMITTED, "receive"): _step(Status.RECEIVED, Actor.RECEPTION, Need.CHECKLIST, Need.PREPAID),
    (Status.SUBMITTED, "refuse"): _step(Status.REFUSED, Actor.RECEPTION, Need.REASON),
    (Status.SUBMITTED, "request_supplement"): _ASK,
    (Status.RECEIVED, "request_supplement"): _ASK,
    (Status.PROCESSING, "request_supplement"): _ASK,
    (Status.SUPPLEMENT, "resume"): _step(None, Actor.RECEPTION, Need.COMPLETE),
    (Status.SUPPLEMENT, "restart"): _step(Status.RECEIVED, Actor.RECEPTION, Need.COMPLETE),
    (Status.SUPPLEMENT, "expire"): _step(Status.STOPPED, Actor.SYSTEM, Need.TERM_OVER, Need.NOTICE),
    (Status.SUPPLEMENT, "expire_unreceived"): _step(Status.REFUSED, Actor.SYSTEM, Need.TERM_OVER, Need.NOTICE),
    (Status.RECEIVED, "hand_to_department"): _step(Status.PROCESSING, Actor.RECEPTION, Need.HAND_OVER),
    (Status.RECEIVED, "require_payment"): _DUTY,
    (Status.PROCESSING, "require_payment"): _DUTY,
    (Status.FINANCIAL, "confirm_payment"): _step(None, (Actor.RECEPTION, Actor.SYSTEM), Need.PAID),
    (Status.RECEIVED, "finish"): _FINISH,
    (Status.PROCESSING, "finish"): _FINISH,
    (Status.FINISHED, "hand_over"): _step(Status.RETURNED, Actor.RECEPTION, Need.ALL_PAID, Need.COLLECTOR),
    **{
        (status, "withdraw"): _WITHDRAW
        for status in (Status.SUBMITTED, Status.RECEIVED, Status.PROCESSING, Status.SUPPLEMENT, Status.FINANCIAL)
    },
    **{(status, "stop"): _STOP for status in (Status.RECEIVED, Status.PROCESSING, Status.SUPPLEMENT, Status.FINANCIAL)},
}

FINAL = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})
OPEN = frozenset(Status) - FINAL
GROUPS: Mapping[str, frozenset[Status]] = {
    "received": frozenset(Status) - {Status.SUBMITTED, Status.REFUSED},
    "in_progress": frozenset({Status.RECEIVED, Status.PROCESSING}),
    "paused": frozenset({Status.SUPPLEMENT, Status.FINANCIAL}),
    "finished": frozenset({Status.WITHDRAWN, Status.STOPPED, Status.FINISHED, Status.RETURNED}),
    "refused": frozenset({Status.REFUSED}),
}
VERB_LABELS: Mapping[str, str] = {
    "submit": N_("Nộp trực tuyến"), "receive": N_("Tiếp nhận hồ sơ"), "refuse": N_("Từ chối tiếp nhận"),
    "request_supplement": N_("Yêu cầu bổ sung"), "resume": N_("Nhận bổ sung, xử lý tiếp"), "restart": N_("Nhận bổ sung, tính lại thời hạn"),
    "expire": N_("Dừng vì hết hạn bổ sung"), "expire_unreceived": N_("Từ chối vì hết hạn bổ sung"),
    "hand_to_department": N_("Chuyển cơ quan giải quyết"), "require_payment": N_("Yêu cầu nghĩa vụ tài chính"),
    "confirm_payment": N_("Xác nhận đã nộp tiền"), "finish": N_("Hoàn thành, có kết quả"), "hand_over": N_("Trả kết quả"),
    "withdraw": N_("Rút hồ sơ"), "stop": N_("Dừng giải quyết"),
}  # fmt: skip


def step(status: Status | None, verb: str) -> Step:
    """The step of this verb from this status; raises StepNotAllowed when the table has none."""
    try:
        return TABLE[status, verb]
    except KeyError:
        raise StepNotAllowed(VERB_LABELS.get(verb, verb), status.label if status else "chưa có hồ sơ") from None


def can(status: Status | None, verb: str, *, who: Actor) -> bool:
    """Whether this actor may take this verb now; for buttons. What the step needs is checked by the action."""
    found = TABLE.get((status, verb))
    return found is not None and who in found.who


def check_step(status: Status | None, verb: str, *, who: Actor) -> Step:
    """The step of this verb from this status for this actor. Raises StepNotAllowed when the table has none."""
    found = step(status, verb)
    if who not in found.who:
        raise StepNotAllowed(VERB_LABELS[verb], status.label if status else "chưa có hồ sơ")
    return found


def clock_of(status: Status) -> Clock:
    """What the legal term does while the dossier is in this status."""
    if status is Status.SUBMITTED:
        return Clock.RECEPTION
    if status in GROUPS["in_progress"]:
        return Clock.RUNS
    return Clock.STOPPED if status in GROUPS["paused"] else Clock.ENDED
