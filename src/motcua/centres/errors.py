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


class NoSuccessor(DomainError):
    """The unit that decides is not in force and nobody has taken over."""

    def __init__(self, unit: str) -> None:
        super().__init__(
            f"{unit} không có hiệu lực vào ngày này và chưa có đơn vị kế thừa. Quản trị viên hãy ghi đơn vị kế thừa "
            "cho đơn vị này, hoặc đặt cơ quan giải quyết khác cho thủ tục hay trung tâm."
        )


class SeveralSuccessors(DomainError):
    """The unit that decides was divided, so the law alone cannot say who decides now."""

    def __init__(self, unit: str, names: list[str]) -> None:
        super().__init__(
            f"{unit} đã chia cho nhiều đơn vị: {'; '.join(names[:5])}{'…' if len(names) > 5 else ''}. "
            "Quản trị viên hãy đặt một đơn vị trong số này làm cơ quan giải quyết của thủ tục hay trung tâm."
        )


class BadHours(DomainError):
    """Opening hours that overlap or end before they begin."""

    def __init__(self, weekday: str, span: str) -> None:
        super().__init__(
            f"Giờ mở cửa {span} ({weekday}) trùng với giờ khác hoặc sai thứ tự. Hãy sửa giờ mở hoặc giờ đóng."
        )


class BadSeason(DomainError):
    """Opening hours whose last day lies before their first."""

    def __init__(self, weekday: str, span: str) -> None:
        super().__init__(f"Giờ mở cửa {span} ({weekday}) có “Đến hết ngày” trước “Áp dụng từ”. Hãy sửa một trong hai ngày.")
