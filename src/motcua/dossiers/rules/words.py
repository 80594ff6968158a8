"""A status in plain words for the citizen: what it means, whose turn it is, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from .statuses import Status


@dataclass(frozen=True, slots=True)
class Plain:
    """`meaning` and `next_step` are sentences (gettext msgids); `turn` is "citizen", "office" or "nobody"."""

    meaning: str
    turn: str
    next_step: str


PLAIN = {
    Status.SUBMITTED: Plain("Hồ sơ đã được gửi và đang chờ cán bộ kiểm tra.", "office", "Ông/Bà chưa cần làm gì. Cán bộ sẽ trả lời trong 8 giờ làm việc."),
    Status.RECEIVED: Plain("Trung tâm đã nhận đủ giấy tờ và sẽ chuyển cho cơ quan giải quyết.", "office", "Ông/Bà chưa cần làm gì. Xin giữ giấy tiếp nhận."),
    Status.REFUSED: Plain("Hồ sơ không được tiếp nhận.", "nobody", "Xin đọc lý do bên dưới. Ông/Bà có thể chuẩn bị lại và nộp hồ sơ mới."),
    Status.PROCESSING: Plain("Cơ quan giải quyết đang xem xét hồ sơ.", "office", "Ông/Bà chưa cần làm gì. Xin đến nhận kết quả theo ngày hẹn."),
    Status.SUPPLEMENT: Plain("Hồ sơ cần bổ sung giấy tờ. Thời hạn giải quyết đang tạm dừng.", "citizen", "Xin mang giấy tờ còn thiếu đến trung tâm."),
    Status.FINANCIAL: Plain("Cần nộp khoản tiền theo thông báo. Thời hạn giải quyết đang tạm dừng.", "citizen", "Xin nộp tiền rồi giữ lại chứng từ."),
    Status.WITHDRAWN: Plain("Hồ sơ đã được rút theo yêu cầu của Ông/Bà.", "nobody", "Xin đến nhận lại giấy tờ nếu chưa nhận."),
    Status.STOPPED: Plain("Hồ sơ đã dừng giải quyết.", "nobody", "Xin đọc lý do bên dưới. Ông/Bà có thể hỏi trung tâm để được hướng dẫn."),
    Status.FINISHED: Plain("Đã có kết quả.", "citizen", "Xin mang giấy tiếp nhận hoặc căn cước đến nhận kết quả."),
    Status.RETURNED: Plain("Kết quả đã được trao.", "nobody", "Mọi việc đã xong. Cảm ơn Ông/Bà."),
}  # fmt: skip

STATIONS = (
    (Status.RECEIVED, "Tiếp nhận"),
    (Status.PROCESSING, "Giải quyết"),
    (Status.FINISHED, "Có kết quả"),
    (Status.RETURNED, "Trả kết quả"),
)
TURN_LABELS = {"citizen": "Đến lượt Ông/Bà", "office": "Đến lượt cơ quan nhà nước", "nobody": "Không còn việc phải làm"}
EVENT_LABELS = {
    "submit": "Đã nộp trực tuyến", "receive": "Trung tâm tiếp nhận hồ sơ", "refuse": "Không tiếp nhận hồ sơ",
    "request_supplement": "Yêu cầu bổ sung giấy tờ", "resume": "Đã bổ sung đủ, tiếp tục giải quyết",
    "restart": "Đã bổ sung đủ, tính lại thời hạn", "expire": "Dừng vì quá hạn bổ sung", "expire_unreceived": "Không tiếp nhận vì quá hạn bổ sung",
    "hand_to_department": "Chuyển cơ quan giải quyết", "require_payment": "Yêu cầu nộp tiền", "confirm_payment": "Đã nộp đủ tiền",
    "finish": "Có kết quả", "hand_over": "Trao kết quả", "withdraw": "Rút hồ sơ", "stop": "Dừng giải quyết", "collect_fees": "Thu phí, lệ phí",
}  # fmt: skip
