"""What can be wrong with a procedure to be published, each with a sentence that says what would fix it."""

from __future__ import annotations

from datetime import date

from motcua.kernel.clock import write_day
from motcua.kernel.errors import DomainError


class BadDraft(DomainError):
    """The draft could not serve at a counter."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(f"Thủ tục {code} {what}. Hãy bổ sung rồi công bố lại.")


class VersionTooEarly(DomainError):
    """The version in force began on that day or later; a version is closed, never edited."""

    def __init__(self, code: str, starts: date) -> None:
        super().__init__(
            f"Thủ tục {code} đã có phiên bản bắt đầu ngày {write_day(starts)}. "
            "Hãy chọn ngày hiệu lực sau ngày đó; phiên bản đã công bố không được sửa."
        )


class UnknownKey(DomainError):
    """The draft names a department, field or level that does not exist."""

    def __init__(self, code: str, what: str, key: str) -> None:
        super().__init__(
            f"Thủ tục {code} ghi {what} “{key}” chưa có trong danh mục. Hãy thêm vào danh mục hoặc sửa lại."
        )


class StepsTooLong(DomainError):
    """The internal steps add up to more than the whole limit."""

    def __init__(self, total: object) -> None:
        super().__init__(f"Các bước cộng lại là {total}%, quá 100% của thời hạn. Hãy giảm phần của một bước.")


class StepTwice(DomainError):
    """The same internal step stands twice."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Bước “{name}” có hai lần. Hãy giữ một lần.")


class DraftStepNotAllowed(DomainError):
    """The draft stands where this verb does not lead on, or somebody else has to do it."""

    def __init__(self, verb: str, status: str, *, who: str = "") -> None:
        need = f"việc này dành cho {who}" if who else f"bản thảo đang ở trạng thái “{status}”"
        super().__init__(f"Không “{verb}” được vì {need}. Hãy tải lại trang để xem việc có thể làm.")


class SecondPersonNeeded(DomainError):
    """Whoever wrote in a draft does not judge it."""

    def __init__(self) -> None:
        super().__init__("Ông/Bà đã soạn bản thảo này nên không tự duyệt được. Hãy nhờ một người biên tập khác duyệt.")


class DraftChanged(DomainError):
    """Somebody else changed the draft, or what it is compared with, since the page was opened."""

    def __init__(self) -> None:
        super().__init__("Bản thảo đã thay đổi từ khi Ông/Bà mở trang. Hãy xem lại nội dung mới rồi làm lại.")


class NothingChanged(DomainError):
    """The draft says what the newest version says already."""

    def __init__(self) -> None:
        super().__init__("Bản thảo giống hệt phiên bản mới nhất. Hãy sửa nội dung trước, hoặc bỏ bản thảo.")


class ReasonNeeded(DomainError):
    """A step that another person has to understand."""

    def __init__(self) -> None:
        super().__init__("Chưa ghi lý do. Hãy ghi một câu để người soạn biết cần làm gì.")


class BadDate(DomainError):
    """The day on which a version should begin cannot be."""


class CodeTaken(DomainError):
    """A new procedure cannot have the code of another one."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Mã {code} đã có trong danh mục. Hãy mở thủ tục đó và tạo bản thảo từ phiên bản hiện hành.")


class VersionBegun(DomainError):
    """Dossiers may point at a version from its first day on; it is never taken back."""

    def __init__(self, starts: date) -> None:
        super().__init__(f"Phiên bản đã có hiệu lực từ ngày {write_day(starts)} nên không rút được. Hãy soạn một phiên bản mới.")


class LaterVersionFirst(DomainError):
    """Another version follows the one to be withdrawn."""

    def __init__(self) -> None:
        super().__init__("Sau phiên bản này còn một phiên bản khác. Hãy rút phiên bản sau trước.")


class BadSynonym(DomainError):
    """Words or their meanings are missing or too long."""

    def __init__(self) -> None:
        super().__init__("Từ đồng nghĩa cần có từ người dân nói (nhiều nhất 100 ký tự) và nghĩa (nhiều nhất 400 ký tự). Hãy ghi lại ngắn hơn.")
class BadOption(DomainError):
    """A command was given something it cannot use."""

    def __init__(self, option: str, value: str, wanted: str) -> None:
        super().__init__(f"{option} “{value[:80]}” không dùng được. Hãy ghi {wanted}.")
