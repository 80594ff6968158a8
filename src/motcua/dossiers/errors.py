"""What can go wrong with a dossier, each with a sentence that says what would fix it."""

from __future__ import annotations

from motcua.kernel.errors import DomainError


class StepNotAllowed(DomainError):
    """The status table has no such step."""

    def __init__(self, verb: str, status: str) -> None:
        super().__init__(
            f"Không thể “{verb}” khi hồ sơ ở trạng thái “{status}”. Hãy tải lại trang để xem trạng thái mới nhất."
        )


class MovedOn(DomainError):
    """Somebody else changed the dossier first."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ vừa được người khác xử lý. Không có gì bị mất; hãy tải lại trang để xem trạng thái mới."
        )


class NotReceptionHere(DomainError):
    """The person holds no post of reception at this centre (any more)."""

    def __init__(self, centre: str) -> None:
        super().__init__(
            f"Ông/Bà không giữ vị trí tiếp nhận tại {centre}. Hãy chuyển hồ sơ cho cán bộ tiếp nhận ở đây, "
            "hoặc nhờ quản trị viên xem lại vị trí công tác của Ông/Bà."
        )


class NotYours(DomainError):
    """The person holds no post for this step at the place that has the dossier."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"Việc này của hồ sơ {code} thuộc nơi khác. Hãy chuyển cho cán bộ của nơi đang giữ hồ sơ, "
            "hoặc nhờ quản trị viên xem lại vị trí công tác của Ông/Bà."
        )


class RequestUsed(DomainError):
    """A form that has received a dossier comes again with another person or case."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"Lần gửi này trùng với hồ sơ {code} đã tiếp nhận, nhưng thủ tục, họ tên hoặc số định danh đã khác. "
            f"Nếu vẫn là người đó, hãy mở hồ sơ {code}. Nếu là hồ sơ mới, hãy xem lại thông tin rồi bấm Tiếp nhận lần nữa."
        )


class SlipWritten(DomainError):
    """A form that has written a guidance slip comes again with other words, another case or another visitor."""

    def __init__(self, number: int, at: str) -> None:
        super().__init__(
            f"Phiếu hướng dẫn số {number} đã lập lúc {at} từ lần gửi này, với nội dung khác. "
            "Phiếu đó vẫn còn nguyên. Nếu cần phiếu mới, hãy xem lại nội dung rồi bấm lập phiếu lần nữa."
        )


class ChecklistIncomplete(DomainError):
    """Required papers are not ticked."""

    def __init__(self, missing: list[str]) -> None:
        names = "; ".join(missing[:5]) + ("…" if len(missing) > 5 else "")
        super().__init__(
            f"Chưa đủ giấy tờ bắt buộc: {names}. Hãy đánh dấu giấy tờ đã nhận, hoặc in phiếu hướng dẫn bổ sung."
        )
        self.missing = missing


class TicketNotYours(DomainError):
    """The ticket is being served at another counter, or is done."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Số {number} không đang được phục vụ tại quầy của Ông/Bà. Hãy gọi số này về quầy, hoặc tiếp nhận không kèm số."
        )


class NotReceivedHere(DomainError):
    """The procedure is not received at this centre."""

    def __init__(self) -> None:
        super().__init__("Thủ tục này không tiếp nhận tại trung tâm của Ông/Bà. Hãy xem nơi tiếp nhận ở trang thủ tục.")


class ResultMissing(DomainError):
    """Finishing needs the result file."""

    def __init__(self) -> None:
        super().__init__("Chưa có tệp kết quả. Hãy chọn tệp PDF hoặc ảnh của kết quả rồi hoàn thành.")


class FeesClosed(DomainError):
    """The dossier has ended; what was not paid until then is not taken any more."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Hồ sơ {code} đã kết thúc nên không thu thêm phí, lệ phí. Hãy mở lại trang hồ sơ để xem trạng thái hiện nay.")


class FeesUnpaid(DomainError):
    """Fees are still due."""

    def __init__(self, amount: str) -> None:
        super().__init__(f"Còn {amount} chưa nộp. Hãy thu và ghi nhận khoản này rồi trả kết quả.")


class CollectorUnproven(DomainError):
    """The person who collects has shown neither receipt nor ID, or, being another than the applicant, no authorisation."""

    def __init__(self) -> None:
        super().__init__(
            "Chưa ghi cách xác nhận người nhận. Hãy chọn giấy tiếp nhận, căn cước, hoặc giấy ủy quyền kèm họ tên người nhận."
        )


class ReasonMissing(DomainError):
    """The step asks for a reason."""

    def __init__(self) -> None:
        super().__init__("Chưa ghi lý do. Hãy viết lý do cụ thể, vì công dân sẽ đọc câu này.")


class MissingItemsNone(DomainError):
    """A request for supplement names what is missing."""

    def __init__(self) -> None:
        super().__init__("Chưa ghi giấy tờ còn thiếu. Hãy ghi đủ trong một lần, mỗi giấy tờ một dòng.")


class SupplementIncomplete(DomainError):
    """Something that was asked for is not there."""

    def __init__(self, missing: list[str]) -> None:
        names = "; ".join(missing[:5]) + ("…" if len(missing) > 5 else "")
        super().__init__(f"Chưa ghi giấy tờ đã nhận cho: {names}. Hãy ghi số bản đã nhận. Nếu công dân chưa nộp, xin chờ nộp đủ.")


class ExceptionNotNeeded(DomainError):
    """The dossier may still be asked for a supplement."""

    def __init__(self) -> None:
        super().__init__("Hồ sơ còn lượt yêu cầu bổ sung nên chưa cần quyết định ngoại lệ. Hãy yêu cầu bổ sung.")


class NotTheHead(DomainError):
    """Only the head of the centre decides an exception."""

    def __init__(self) -> None:
        super().__init__("Chỉ lãnh đạo trung tâm nơi tiếp nhận được quyết định ngoại lệ. Hãy trình lãnh đạo.")


class SupplementNotOver(DomainError):
    """The term of the supplement still runs."""

    def __init__(self) -> None:
        super().__init__("Chưa hết hạn bổ sung nên chưa dừng được vì lý do này. Hãy chờ đến ngày hết hạn.")


class DutyUnstated(DomainError):
    """A financial duty has an amount and a legal basis."""

    def __init__(self) -> None:
        super().__init__("Chưa đủ số tiền hoặc căn cứ. Hãy ghi số tiền bằng đồng, lớn hơn 0, và văn bản quy định.")


class PaymentUnproven(DomainError):
    """A payment is confirmed against a document."""

    def __init__(self) -> None:
        super().__init__("Chưa ghi số chứng từ nộp tiền. Hãy ghi số biên lai hoặc giấy nộp tiền đã xem.")


class NotRunning(DomainError):
    """Only a dossier whose clock runs can be extended."""

    def __init__(self, status: str) -> None:
        super().__init__(f"Hồ sơ ở trạng thái “{status}” nên chưa gia hạn được. Hãy gia hạn khi hồ sơ đang giải quyết.")


class NotAWorkingDay(DomainError):
    """An appointment lies on a day on which somebody is there."""

    def __init__(self, day: str) -> None:
        super().__init__(f"Ngày {day} không làm việc. Hãy chọn một ngày làm việc.")


class DueTooFar(DomainError):
    """An appointment lies so far ahead that its year is mistyped."""

    def __init__(self, day: str, years: int) -> None:
        super().__init__(f"Ngày {day} còn hơn {years} năm nữa. Hãy xem lại năm vừa ghi.")


class PlaceClosed(DomainError):
    """The place of collection is closed that day for a reason of its own."""

    def __init__(self, centre: str, reason: str) -> None:
        super().__init__(f"{centre} nghỉ ngày này ({reason}). Xin chọn ngày hẹn khác.")


class OutsideHours(DomainError):
    """An appointment lies within working hours."""

    def __init__(self, hour: str, day: str, hours: list[str]) -> None:
        super().__init__(f"Lúc {hour} ngày {day} ngoài giờ làm việc. Hãy chọn giờ hẹn trong khoảng {' hoặc '.join(hours)}.")


class LetterIncomplete(DomainError):
    """The letter of apology has a reason and a signer."""

    def __init__(self) -> None:
        super().__init__("Văn bản xin lỗi chưa đủ. Hãy ghi lý do chậm, họ tên và chức danh người ký.")


class SupplementAlreadyAsked(DomainError):
    """One request for supplement only (Decree 118/2025 art. 5)."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ này đã được yêu cầu bổ sung một lần. Lần thứ hai cần quyết định ngoại lệ của lãnh đạo trung tâm."
        )


class NoLimit(DomainError):
    """The procedure's limit is not known for this channel."""

    def __init__(self) -> None:
        super().__init__(
            "Thủ tục chưa có thời hạn giải quyết cho cách nộp này. Hãy chọn ngày hẹn theo văn bản của cơ quan giải quyết."
        )


class DetailUnreadable(DomainError):
    """A detail of the applicant cannot be read; the sentence names it and the cure."""


class DueInPast(DomainError):
    """An appointment chosen by hand must lie ahead."""

    def __init__(self) -> None:
        super().__init__("Ngày hẹn phải sau thời điểm tiếp nhận. Hãy chọn lại ngày hẹn.")


class PapersNone(DomainError):
    """No paper at all was ticked."""

    def __init__(self) -> None:
        super().__init__("Chưa đánh dấu giấy tờ nào. Hãy đánh dấu từng giấy tờ đã nhận kèm số bản.")
