"""What can be wrong with a centre or a unit, each with a sentence that says what would fix it."""

from __future__ import annotations

from motcua.kernel.errors import DomainError


class NoLocalAuthority(DomainError):
    """A commune-level procedure at a centre that is not tied to a People's Committee."""

    def __init__(self, centre: str) -> None:
        super().__init__(
            f"{centre} chưa được gắn với Ủy ban nhân dân nào. "
            "Quản trị viên hãy chọn “Ủy ban nhân dân quyết định” cho trung tâm này."
        )


class BadHours(DomainError):
    """Opening hours that overlap or end before they begin."""

    def __init__(self, weekday: str, span: str) -> None:
        super().__init__(
            f"Giờ mở cửa {span} ({weekday}) trùng với giờ khác hoặc sai thứ tự. Hãy sửa giờ mở hoặc giờ đóng."
        )
