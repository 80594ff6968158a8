"""What can go wrong in the hall, each with a sentence that says what would fix it."""

from __future__ import annotations

from motcua.kernel.errors import DomainError


class TicketNotInState(DomainError):
    """The ticket has moved on since the page was drawn."""

    def __init__(self, number: str, state: str) -> None:
        super().__init__(f"Số {number} hiện “{state}”, nên không làm được việc này. Hãy xem lại trạng thái mới nhất trên màn hình.")


class CounterTaken(DomainError):
    """Somebody else has the counter open."""

    def __init__(self, counter: str, officer: str) -> None:
        super().__init__(f"{counter} đang do {officer} mở. Hãy chọn quầy khác, hoặc nhờ người đó đóng quầy.")


class OfficerElsewhere(DomainError):
    """The officer has another counter open."""

    def __init__(self, counter: str) -> None:
        super().__init__(f"Ông/Bà đang mở {counter}. Hãy đóng quầy đó trước.")


class CounterNotOpen(DomainError):
    """No open session of this officer."""

    def __init__(self) -> None:
        super().__init__("Ông/Bà chưa mở quầy. Hãy chọn quầy rồi bấm “Mở quầy”.")


class CounterPaused(DomainError):
    """The counter is paused."""

    def __init__(self) -> None:
        super().__init__("Quầy đang tạm dừng. Hãy bấm “Tiếp tục” rồi gọi số.")


class TicketInHand(DomainError):
    """A called ticket is still open at this counter."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Số {number} vừa được gọi. Hãy bấm “Bắt đầu” khi khách đến, hoặc “Vắng mặt” khi không có ai.")


class NobodyWaits(DomainError):
    """The lines of this counter are empty."""

    def __init__(self) -> None:
        super().__init__("Không còn ai chờ ở quầy này. Số mới sẽ hiện ngay khi có người lấy.")


class CentreClosed(DomainError):
    """Numbers are given in opening hours only."""

    def __init__(self, opens: str) -> None:
        super().__init__(f"Trung tâm đang ngoài giờ làm việc. {opens}")


class GroupNotServed(DomainError):
    """The group is unknown here or not in use."""

    def __init__(self) -> None:
        super().__init__("Trung tâm này chưa phục vụ nhóm việc đó. Xin chọn nhóm khác, hoặc hỏi bàn hướng dẫn.")
