"""Sentences of the hall's errors as a visitor should read them, in the language of the answer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.kernel.errors import DomainError
from motcua.queueing.errors import TicketNotInState
from motcua.web.shared.errors import words_of


def error_words(error: DomainError) -> str:
    """What happened and what to do; a ticket has one verb for visitors, so its sentence names that verb."""
    if isinstance(error, TicketNotInState):
        return _("Số này không hủy được nữa vì quầy đã bắt đầu phục vụ hoặc số đã kết thúc.")
    return words_of(error)
