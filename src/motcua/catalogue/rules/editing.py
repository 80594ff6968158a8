"""The way of a draft: one person writes, another approves, it is published for a date and may be withdrawn before that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.marks import N_

from ..errors import BadDate, DraftStepNotAllowed, SecondPersonNeeded


class DraftStatus(StrEnum):
    """Where a draft stands."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    DraftStatus.WRITING: N_("Đang soạn"),
    DraftStatus.SUBMITTED: N_("Chờ duyệt"),
    DraftStatus.RETURNED: N_("Trả lại để sửa"),
    DraftStatus.PUBLISHED: N_("Đã công bố"),
    DraftStatus.WITHDRAWN: N_("Đã rút trước ngày hiệu lực"),
    DraftStatus.DISCARDED: N_("Đã bỏ"),
}
OPEN_DRAFT = frozenset({DraftStatus.WRITING, DraftStatus.SUBMITTED, DraftStatus.RETURNED})


class Hand(StrEnum):
    """Who may take a step: any editor, one who wrote in the draft, or one who did not."""

    EDITOR = "editor"
    WRITER = "writer"
    SECOND = "second"


class DraftNeed(StrEnum):
    """What a step asks for; the action checks each."""

    COMPLETE = "complete"
    CHANGED = "changed"
    DATE = "date"
    REASON = "reason"
    NOT_BEGUN = "not_begun"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class DraftStep:
    """Where a verb leads, who may take it and what it needs."""

    to: DraftStatus
    who: Hand
    needs: frozenset[DraftNeed]


def _step(to: DraftStatus, who: Hand, *needs: DraftNeed) -> DraftStep:
    return DraftStep(to, who, frozenset(needs))


_READY = (DraftNeed.COMPLETE, DraftNeed.CHANGED, DraftNeed.DATE)
_SAVE = _step(DraftStatus.WRITING, Hand.EDITOR)
_SUBMIT = _step(DraftStatus.SUBMITTED, Hand.EDITOR, *_READY)
_DISCARD = _step(DraftStatus.DISCARDED, Hand.EDITOR)

DRAFT_TABLE: Mapping[tuple[DraftStatus | None, str], DraftStep] = {
    (None, "begin"): _SAVE,
    (DraftStatus.WRITING, "save"): _SAVE,
    (DraftStatus.RETURNED, "save"): _SAVE,
    (DraftStatus.WRITING, "submit"): _SUBMIT,
    (DraftStatus.RETURNED, "submit"): _SUBMIT,
    (DraftStatus.WRITING, "discard"): _DISCARD,
    (DraftStatus.RETURNED, "discard"): _DISCARD,
    (DraftStatus.SUBMITTED, "recall"): _step(DraftStatus.WRITING, Hand.WRITER),
    (DraftStatus.SUBMITTED, "return"): _step(DraftStatus.RETURNED, Hand.SECOND, DraftNeed.REASON),
    (DraftStatus.SUBMITTED, "approve"): _step(DraftStatus.PUBLISHED, Hand.SECOND, *_READY),
    (DraftStatus.PUBLISHED, "withdraw"): _step(DraftStatus.WITHDRAWN, Hand.EDITOR, DraftNeed.REASON, DraftNeed.NOT_BEGUN, DraftNeed.LAST),
}
DRAFT_VERBS: Mapping[str, str] = {
    "begin": N_("Bắt đầu bản thảo"), "save": N_("Lưu"), "submit": N_("Gửi duyệt"), "discard": N_("Bỏ bản thảo"),
    "recall": N_("Lấy lại để sửa"), "return": N_("Trả lại"), "approve": N_("Duyệt và công bố"), "withdraw": N_("Rút trước ngày hiệu lực"),
}  # fmt: skip


def check_draft_step(status: str | None, verb: str, *, is_writer: bool) -> DraftStep:
    """The step that the verb takes from here. Raises DraftStepNotAllowed, SecondPersonNeeded."""
    here = DraftStatus(status) if status else None
    step = DRAFT_TABLE.get((here, verb))
    if step is None:
        raise DraftStepNotAllowed(DRAFT_VERBS.get(verb, verb), here.label if here else "")
    if step.who is Hand.SECOND and is_writer:
        raise SecondPersonNeeded
    if step.who is Hand.WRITER and not is_writer:
        raise DraftStepNotAllowed(DRAFT_VERBS[verb], here.label if here else "", who="người đã soạn")
    return step


def can_take_draft_step(status: str | None, verb: str, *, is_writer: bool) -> bool:
    """For the button: whether check_draft_step would pass."""
    step = DRAFT_TABLE.get((DraftStatus(status) if status else None, verb))
    return step is not None and {Hand.SECOND: not is_writer, Hand.WRITER: is_writer}.get(step.who, True)


def check_valid_from(valid_from: date | None, *, today: date, after: date | None) -> date:
    """The day on which a version may begin: today or later, and after `after`, when the newest version began. Raises BadDate."""
    if valid_from is None:
        raise BadDate("Chưa có ngày hiệu lực. Hãy chọn ngày bắt đầu áp dụng.")
    if valid_from < today:
        raise BadDate(f"Ngày hiệu lực {valid_from:%d/%m/%Y} đã qua. Hãy chọn hôm nay hoặc một ngày sau.")
    if after is not None and valid_from <= after:
        raise BadDate(f"Phiên bản mới nhất bắt đầu ngày {after:%d/%m/%Y}. Hãy chọn một ngày sau ngày đó.")
    return valid_from
