"""Life events: the moments in a life that lead to procedures, with a word, a picture and plain guidance for each (level 1 of the seed).

Which procedures belong to a step stands in the catalogue's table (`catalogue.rules.life`); here are only the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """`key` as procedures name it (their `life_events`), the words, the name of an icon, what to do first, the names of the steps."""

    key: str
    label: Promise
    icon: str
    first: Promise
    steps: dict[str, Promise] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The key in an address."""
        return self.key.replace("_", "-")


LIFE_EVENTS = (
    LifeEvent(
        "co_con", _("Sinh con, nuôi con"), "child",
        _("Việc đầu tiên là đăng ký khai sinh, trong vòng 60 ngày. Xin làm cùng lúc hộ khẩu và thẻ bảo hiểm y tế cho bé."),
        {"khai_sinh": _("Đăng ký khai sinh"), "nhan_con": _("Nhận con, nuôi con nuôi, giám hộ"), "noi_o_the": _("Hộ khẩu, bảo hiểm y tế, thai sản")},
    ),
    LifeEvent(
        "ket_hon", _("Kết hôn"), "people",
        _("Trước hết, người ở nơi khác xin giấy xác nhận độc thân. Sau đó hai người cùng đến đăng ký kết hôn."),
        {"doc_than": _("Giấy xác nhận độc thân"), "dang_ky": _("Đăng ký kết hôn"), "ve_chung_nha": _("Về chung một nhà")},
    ),
    LifeEvent(
        "xay_nha", _("Xây nhà, sửa nhà"), "home",
        _("Trước khi khởi công, xin hỏi thửa đất có được xây không. Sau đó xin giấy phép xây dựng; xây xong thì ghi nhà vào sổ."),
        {"giay_phep": _("Giấy phép xây dựng"), "dat_va_nha": _("Đất được xây, nhà ghi vào sổ"), "nha_o": _("Nhà ở, nhà chung cư")},
    ),
    LifeEvent(
        "mua_dat", _("Mua bán, tặng cho đất"), "pin",
        _("Hai bên lập hợp đồng có công chứng hoặc chứng thực trước. Sau đó nộp hồ sơ sang tên sổ và nộp thuế."),
        {
            "hop_dong": _("Chứng thực hợp đồng"), "sang_ten": _("Sang tên, cấp đổi sổ"),
            "thue_the_chap": _("Thuế, lệ phí, thế chấp"), "tranh_chap": _("Tranh chấp, đính chính"),
        },
    ),
    LifeEvent(
        "mo_cua_hang", _("Mở cửa hàng, công ty"), "door",
        _("Bán hàng nhỏ thì đăng ký hộ kinh doanh; làm lớn hơn thì lập công ty. Một số nghề cần thêm giấy phép riêng."),
        {
            "ho_kinh_doanh": _("Hộ kinh doanh"), "cong_ty": _("Lập và thay đổi công ty"), "hop_tac_xa": _("Hợp tác xã, tổ hợp tác"),
            "giay_phep_nganh": _("Giấy phép của nghề"),
        },
    ),
    LifeEvent(
        "di_lam", _("Đi làm"), "work",
        _("Nhiều nơi nhận việc cần phiếu lý lịch tư pháp. Khi nghỉ việc, xin nộp hồ sơ trợ cấp thất nghiệp trong 3 tháng."),
        {"tim_viec": _("Tìm việc, nghỉ việc"), "giay_to": _("Lý lịch tư pháp, chứng chỉ"), "bao_hiem": _("Bảo hiểm, thuế của người đi làm")},
    ),
    LifeEvent(
        "di_hoc", _("Đi học"), "document",
        _("Xin xem ngày tuyển sinh của trường trước. Mất bằng thì xin bản sao từ sổ gốc nơi đã cấp."),
        {"nhap_hoc": _("Nhập học, chuyển trường, hỗ trợ"), "van_bang": _("Văn bằng, chứng chỉ")},
    ),
    LifeEvent(
        "xe_co", _("Xe cộ, bằng lái"), "car",
        _("Mua xe thì nộp lệ phí trước bạ trước, rồi đăng ký biển số. Bằng lái sắp hết hạn thì xin đổi sớm."),
        {"bang_lai": _("Bằng lái"), "dang_ky_xe": _("Đăng ký xe, biển số"), "dang_kiem": _("Đăng kiểm, vận tải")},
    ),
    LifeEvent(
        "mat_giay_to", _("Mất giấy tờ"), "search",
        _("Xin làm lại thẻ căn cước trước, vì làm giấy khác thường cần nó. Sau đó xin cấp lại từng giấy đã mất."),
        {"can_cuoc": _("Căn cước, hộ chiếu"), "ho_tich": _("Giấy khai sinh, kết hôn, bản sao"), "nha_xe": _("Sổ đỏ, giấy xe, bằng, thẻ bảo hiểm")},
    ),
    LifeEvent(
        "chuyen_nha", _("Chuyển nhà, hộ khẩu"), "home",
        _("Trong 12 tháng từ khi về nhà mới, xin đăng ký thường trú. Ở thuê từ 30 ngày thì đăng ký tạm trú."),
        {"cu_tru": _("Thường trú, tạm trú"), "can_cuoc": _("Căn cước, định danh điện tử")},
    ),
    LifeEvent(
        "y_te", _("Khám chữa bệnh, bảo hiểm y tế"), "plus",
        _("Trước khi đi khám, xin xem thẻ bảo hiểm y tế còn hạn không. Thẻ sai hoặc mất thì xin cấp lại."),
        {"the_bao_hiem": _("Thẻ bảo hiểm y tế"), "om_dau": _("Ốm đau, thai sản, tai nạn, khuyết tật")},
    ),
    LifeEvent(
        "kho_khan", _("Gặp khó khăn, cần giúp đỡ"), "hand",
        _("Xin bắt đầu ở Ủy ban nhân dân xã, phường nơi ở. Cán bộ hỏi hoàn cảnh rồi chỉ từng việc."),
        {"ho_ngheo": _("Hộ nghèo, hộ cận nghèo"), "tro_giup": _("Trợ cấp, khuyết tật, người có công")},
    ),
    LifeEvent(
        "nghi_huu", _("Nghỉ hưu, tuổi già"), "elderly",
        _("Nơi làm việc nộp hồ sơ lương hưu thay Ông/Bà. Người không có lương hưu hỏi trợ cấp ở xã, phường."),
        {"luong_huu": _("Lương hưu"), "nguoi_cao_tuoi": _("Trợ cấp người cao tuổi")},
    ),
    LifeEvent(
        "nguoi_than_mat", _("Người thân qua đời"), "merit",
        _("Xin đăng ký khai tử trong 15 ngày tại xã, phường. Có trích lục khai tử rồi mới làm mai táng phí và thừa kế."),
        {"khai_tu": _("Đăng ký khai tử"), "mai_tang": _("Mai táng phí, chế độ tử tuất"), "thua_ke": _("Thừa kế")},
    ),
    LifeEvent(
        "ra_nuoc_ngoai", _("Ra nước ngoài, người nước ngoài"), "language",
        _("Đi nước ngoài thì làm hộ chiếu trước. Đón người nước ngoài thì khai báo tạm trú ngay khi họ đến."),
        {"ho_chieu": _("Hộ chiếu, giấy thông hành"), "nguoi_nuoc_ngoai": _("Thị thực, tạm trú, quốc tịch")},
    ),
)  # fmt: skip
BY_KEY = {event.key: event for event in LIFE_EVENTS}
