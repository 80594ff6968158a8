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


class BadOption(DomainError):
    """A command was given something it cannot use."""

    def __init__(self, option: str, value: str, wanted: str) -> None:
        super().__init__(f"{option} “{value[:80]}” không dùng được. Hãy ghi {wanted}.")
