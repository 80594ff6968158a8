"""A status in plain words for the citizen: what it means, whose turn it is, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.marks import N_

from .statuses import Status

# What was seen before a result was given to somebody.
PROOFS = {"receipt": "Giấy tiếp nhận hồ sơ", "id": "Căn cước", "authorised": "Giấy ủy quyền"}


@dataclass(frozen=True, slots=True)
class Plain:
    """`meaning` and `next_step` are sentences (gettext msgids); `turn` is "citizen", "office" or "nobody"."""

    meaning: str
    turn: str
    next_step: str


PLAIN = {
    Status.SUBMITTED: Plain(
        N_("Hồ sơ đã được gửi và đang chờ cán bộ kiểm tra."), "office",
        N_("Ông/Bà chưa cần làm gì. Cán bộ sẽ trả lời trong 8 giờ làm việc."),
    ),
    Status.RECEIVED: Plain(
        N_("Trung tâm đã nhận đủ giấy tờ và sẽ chuyển cho cơ quan giải quyết."), "office",
        N_("Ông/Bà chưa cần làm gì. Xin giữ giấy tiếp nhận."),
    ),
    Status.REFUSED: Plain(
        N_("Hồ sơ không được tiếp nhận."), "nobody",
        N_("Xin đọc lý do bên dưới. Ông/Bà có thể chuẩn bị lại và nộp hồ sơ mới."),
    ),
    Status.PROCESSING: Plain(
        N_("Cơ quan giải quyết đang xem xét hồ sơ."), "office",
        N_("Ông/Bà chưa cần làm gì. Xin đến nhận kết quả theo ngày hẹn."),
    ),
    Status.SUPPLEMENT: Plain(
        N_("Hồ sơ cần bổ sung giấy tờ. Thời hạn giải quyết đang tạm dừng."), "citizen",
        N_("Xin mang giấy tờ còn thiếu đến trung tâm."),
    ),
    Status.FINANCIAL: Plain(
        N_("Cần nộp khoản tiền theo thông báo. Thời hạn giải quyết đang tạm dừng."), "citizen",
        N_("Xin nộp tiền rồi mang chứng từ đến trung tâm để hồ sơ được giải quyết tiếp."),
    ),
    Status.WITHDRAWN: Plain(
        N_("Hồ sơ đã được rút theo yêu cầu của Ông/Bà."), "nobody",
        N_("Xin đến nhận lại giấy tờ nếu chưa nhận."),
    ),
    Status.STOPPED: Plain(
        N_("Hồ sơ đã dừng giải quyết."), "nobody",
        N_("Xin đọc lý do bên dưới. Ông/Bà có thể hỏi trung tâm để được hướng dẫn."),
    ),
    Status.FINISHED: Plain(
        N_("Đã có kết quả."), "citizen",
        N_("Xin mang giấy tiếp nhận hoặc căn cước đến nhận kết quả."),
    ),
    Status.RETURNED: Plain(
        N_("Kết quả đã được trao."), "nobody",
        N_("Mọi việc đã xong. Cảm ơn Ông/Bà."),
    ),
}  # fmt: skip

TURN_LABELS = {"citizen": N_("Đến lượt Ông/Bà"), "office": N_("Đến lượt cơ quan nhà nước"), "nobody": N_("Hồ sơ đã kết thúc")}
EVENT_LABELS = {
    "submit": N_("Đã nộp trực tuyến"), "receive": N_("Trung tâm tiếp nhận hồ sơ"), "refuse": N_("Không tiếp nhận hồ sơ"),
    "request_supplement": N_("Yêu cầu bổ sung giấy tờ"), "resume": N_("Đã bổ sung đủ, tiếp tục giải quyết"),
    "restart": N_("Đã bổ sung đủ, tính lại thời hạn"), "expire": N_("Dừng vì quá hạn bổ sung"),
    "expire_unreceived": N_("Không tiếp nhận vì quá hạn bổ sung"),
    "hand_to_department": N_("Chuyển cơ quan giải quyết"), "require_payment": N_("Yêu cầu nộp tiền"), "confirm_payment": N_("Đã nộp đủ tiền"),
    "finish": N_("Có kết quả"), "hand_over": N_("Trao kết quả"), "withdraw": N_("Rút hồ sơ"), "stop": N_("Dừng giải quyết"),
    "collect_fees": N_("Thu phí, lệ phí"), "extend": N_("Xin lỗi và hẹn lại ngày trả kết quả"),
    "recompute_supplement": N_("Hạn bổ sung tính lại vì lịch làm việc đổi"),
    "recompute": N_("Ngày hẹn tính lại vì lịch làm việc đổi"), "allow_supplement": N_("Lãnh đạo cho phép yêu cầu bổ sung lần nữa"),
}  # fmt: skip
