"""Sentences of the hall's errors in the language of the answer; other errors keep their own words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.kernel.errors import DomainError
from motcua.queueing.errors import GroupNotServed, RequestUnreadable, TicketNotInState


def error_words(error: DomainError) -> str:
    """What happened and what to do, for a visitor."""
    if isinstance(error, GroupNotServed):
        return _("Trung tâm này chưa phục vụ nhóm việc đó. Xin chọn nhóm khác, hoặc hỏi bàn hướng dẫn.")
    if isinstance(error, RequestUnreadable):
        return _("Trang lấy số đã cũ. Chưa có số nào được cấp; xin bấm lại một lần.")
    if isinstance(error, TicketNotInState):
        return _("Số này không hủy được nữa vì quầy đã bắt đầu phục vụ hoặc số đã kết thúc.")
    return error.sentence
