"""What can go wrong in the hall, each with a sentence that says what would fix it."""

from __future__ import annotations

from motcua.kernel.errors import DomainError
from motcua.kernel.marks import N_


class TicketNotInState(DomainError):
    """The ticket has moved on since the page was drawn."""

    def __init__(self, number: str, state: str) -> None:
        super().__init__(
            f"Số {number} hiện “{state}”, nên không làm được việc này. Hãy xem lại trạng thái mới nhất trên màn hình."
        )


class CounterTaken(DomainError):
    """Somebody else has the counter open."""

    def __init__(self, counter: str, officer: str) -> None:
        super().__init__(f"{counter} đang do {officer} mở. Hãy chọn quầy khác, hoặc nhờ người đó hay lãnh đạo trung tâm đóng quầy.")


class CounterMovedOn(DomainError):
    """Another ticket is in hand at the counter than the head saw, or it has gone a step further."""

    def __init__(self, counter: str) -> None:
        super().__init__(f"{counter} vừa có thay đổi, nên chưa đóng. Hãy xem lại số đang ở quầy rồi bấm lần nữa.")


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
        super().__init__("Lúc Ông/Bà bấm, không có ai chờ ở quầy này. Số mới hiện ngay khi có người lấy.")


class CentreClosed(DomainError):
    """Numbers are given in opening hours only."""

    def __init__(self, opens: str) -> None:
        super().__init__(N_("Trung tâm đang ngoài giờ làm việc. %(opens)s"), opens=opens)


class GroupNotServed(DomainError):
    """The group is unknown here or not in use."""

    def __init__(self) -> None:
        super().__init__(
            N_("Trung tâm này chưa phục vụ nhóm việc đó. Xin chọn nhóm khác, hoặc hỏi bàn hướng dẫn.")
        )


class NothingInHand(DomainError):
    """The counter has no called ticket."""

    def __init__(self) -> None:
        super().__init__("Quầy chưa có số nào đang gọi. Hãy bấm “Gọi số tiếp theo”.")


class StillServing(DomainError):
    """A visitor is still being served at the counter."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Số {number} đang được phục vụ. Hãy bấm “Kết thúc” hoặc “Chuyển” trước khi đóng quầy.")


class NotYourCounter(DomainError):
    """Only the officer who opened the counter works at it."""

    def __init__(self, counter: str) -> None:
        super().__init__(f"{counter} do người khác mở. Ông/Bà chỉ làm việc này ở quầy do mình mở.")


class NotStaffHere(DomainError):
    """The officer has no post of reception at this centre."""

    def __init__(self) -> None:
        super().__init__(
            "Ông/Bà không được phân công tiếp nhận ở trung tâm này. Hãy báo quản trị viên để được phân công."
        )


class CounterNotInUse(DomainError):
    """The counter exists but is switched off."""

    def __init__(self, counter: str) -> None:
        super().__init__(f"{counter} đang ngừng sử dụng. Hãy chọn quầy khác, hoặc báo quản trị viên để bật lại.")


class TargetClosed(DomainError):
    """A ticket can only be given to a counter where somebody works."""

    def __init__(self, counter: str) -> None:
        super().__init__(f"{counter} chưa mở. Hãy chuyển số đến quầy đang mở hoặc đến một nhóm việc.")


class ReasonMissing(DomainError):
    """A pause needs a reason."""

    def __init__(self) -> None:
        super().__init__("Hãy chọn hoặc ghi lý do tạm dừng, tối đa 120 ký tự.")


class TicketOfThePast(DomainError):
    """The ticket's day is over."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Số {number} là số của ngày trước. Mời khách lấy số mới ở ki-ốt.")


class RequestUnreadable(DomainError):
    """The request token of a tap is missing or too long."""

    def __init__(self) -> None:
        super().__init__(N_("Trang lấy số đã cũ. Chưa có số nào được cấp; xin bấm lại một lần."))
