"""What the gallery shows: long Vietnamese names, every status, a form with errors, a second page of a list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from motcua.kernel.clock import VN
from motcua.web.shared.forms import DayField

STATUSES = [
    (1, "Mới đăng ký"), (2, "Được tiếp nhận"), (3, "Không được tiếp nhận"), (4, "Đang xử lý"),
    (5, "Yêu cầu bổ sung giấy tờ"), (6, "Yêu cầu thực hiện nghĩa vụ tài chính"), (7, "Công dân yêu cầu rút hồ sơ"),
    (8, "Dừng xử lý"), (9, "Đã xử lý xong"), (10, "Đã trả kết quả"),
]  # fmt: skip
CHANNELS = [("counter", "Nhận tại quầy"), ("post", "Nhận qua bưu điện"), ("online", "Nhận bản điện tử")]
PAPERS = [
    ("1", "Đơn đề nghị cấp lại Giấy chứng nhận theo mẫu số 10/ĐK"),
    ("2", "Giấy xác nhận của Ủy ban nhân dân cấp xã về việc niêm yết thông báo mất giấy"),
]


class PersonForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Họ và tên")
    personal_number = forms.CharField(
        label="Số định danh cá nhân", help_text="12 chữ số trên thẻ căn cước.", min_length=12
    )
    born = DayField(label="Ngày sinh", required=False)
    centre = forms.ChoiceField(
        label="Nơi nhận kết quả", choices=[("", "Chọn một nơi"), ("1", "Hạ Long"), ("2", "Cẩm Phả")]
    )
    channel = forms.ChoiceField(label="Cách nhận kết quả", choices=CHANNELS, widget=forms.RadioSelect)
    papers = forms.MultipleChoiceField(label="Giấy tờ đã nộp", choices=PAPERS, widget=forms.CheckboxSelectMultiple)
    agree = forms.BooleanField(label="Ông/Bà đồng ý nhận tin nhắn về hồ sơ này", required=False)
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)
    scan = forms.FileField(label="Bản chụp giấy tờ", required=False)


def typed_form() -> PersonForm:
    """The form as a hurried person sends it: too short a number, an impossible day, nothing chosen."""
    typed = {"name": "Nguyễn Phúc Hoàng Thị Phương Uyên", "personal_number": "0220", "papers": ["2"]}
    typed |= {"born_0": "31", "born_1": "2", "born_2": "1990"}
    return PersonForm(typed)


def table_rows(ui: Any) -> list[list[Any]]:
    """Three dossiers, the last one late."""
    long_name = "Cấp lại Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất"
    return [
        ["H49.12-260223-0001", long_name, "Nguyễn Phúc Hoàng Thị Phương Uyên", {"html": ui.status_tag(4, "Đang xử lý")},
         {"text": "150.000 đồng", "numeric": True}],
        ["H49.12-260223-0002", "Đăng ký khai sinh", "Lý A Sáng", {"html": ui.status_tag(9, "Đã xử lý xong")},
         {"text": "0 đồng", "numeric": True}],
        ["H49.12-260210-0117", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Trần Quốc Toản",
         {"html": ui.status_tag(4, "Đang xử lý", overdue=True)}, {"text": "75.000 đồng", "numeric": True}],
    ]  # fmt: skip


def context(base_template: str) -> dict[str, Any]:
    """Everything that `shared/gallery.html` names."""
    hours = [("7 giờ", 12), ("8 giờ", 41), ("9 giờ", 38), ("10 giờ", 22), ("11 giờ", 6), ("13 giờ", 27)]
    at = datetime(2026, 2, 23, 17, 0, tzinfo=VN)
    return {
        "base_template": base_template,
        "site_name": "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh",
        "centre": {"name": "Trung tâm Phục vụ hành chính công thành phố Hạ Long", "address": "Số 1, phường Hồng Gai, Quảng Ninh",
                   "phone": "0203 3 825 000", "email": "halong@example.vn"},
        "counter": {"name": "Quầy 3"},
        "staff": {"full_name": "Hoàng Thị Ngọc Ánh", "role_label": "Cán bộ tiếp nhận"},
        "navigation": [{"text": "Thủ tục hành chính", "href": "#", "current": True, "key": "F1"}, {"text": "Tra cứu hồ sơ", "href": "#"},
                       {"text": "Các trung tâm", "href": "#"}],
        "due": at, "now": datetime(2026, 2, 9, 8, 0, tzinfo=VN), "statuses": STATUSES, "form": typed_form(),
        "events": [
            {"title": "Chuyển phòng chuyên môn", "when": at, "by": "Hoàng Thị Ngọc Ánh", "text": "Giao Văn phòng Đăng ký đất đai."},
            {"title": "Tiếp nhận hồ sơ", "when": at, "by": "Quầy 3"},
        ],
        "load": [{"label": label, "value": value, "tone": "now" if value == 27 else ""} for label, value in hours],
        "page": Paginator(range(230), 20).page(6), "table_rows": table_rows,
    }  # fmt: skip
