"""What can be wrong with a limit, a calendar, a pause or an extension: Vietnamese sentences that say how to fix it."""

from __future__ import annotations

from motcua.kernel.errors import DomainError


class DeadlineError(DomainError):
    """Base of every refusal of this package; ``str(error)`` is the Vietnamese sentence for whoever typed the input."""


class UnreadableLimit(DeadlineError):
    """The text or the value is no limit that can be counted without guessing."""


class UnreadableMoment(DeadlineError):
    """The moment has no time zone, is no ISO 8601 moment, or lies outside the years that can be counted."""


class BadPause(DeadlineError):
    """The pause is no pair of moments in order."""


class BadCalendar(DeadlineError):
    """Hours overlap or cross midnight, two patterns or two entries claim the same day."""


class NoWorkingTime(BadCalendar):
    """The calendar has no working time in which the limit could run."""


class ExtensionRefused(DeadlineError):
    """An extension that the law does not allow (Decree 118/2025: once, before expiry, with the letter of apology)."""


class ChangeDiscarded(DeadlineError):
    """Somebody threw the change away before it was confirmed."""

    def __init__(self) -> None:
        super().__init__("Thay đổi này đã bị bỏ trước đó; chưa có gì được lưu. Nếu vẫn cần, hãy nhập lại.")
