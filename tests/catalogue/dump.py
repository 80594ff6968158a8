"""Records of the same shape as the national portal's dump, with texts of our own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

CHANNELS = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LEGAL = "Tên văn bản pháp lýMã văn bản"
BUTTONS = "Chọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành-- Chọn Bộ ngành --Đơn vị-- Chọn Cơ sở --Nộp hồ sơ"


def record(code: str = "9.000001", name: str = "Cấp phép thả diều", **changes: object) -> dict[str, object]:
    """A whole record; `changes` replace its parts."""
    found: dict[str, object] = {
        "ma_thu_tuc": code, "ten_thu_tuc": name, "so_quyet_dinh": "12/QĐ-BXD", "cap_thuc_hien": "Cấp tỉnh, Cấp xã", "loai_thu_tuc": "Loại khác",
        "linh_vuc": "Vui chơi", "doi_tuong_thuc_hien": "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "co_quan_co_tham_quyen": "", "dia_chi_tiep_nhan": "", "co_quan_duoc_uy_quyen": "", "co_quan_phoi_hop": "",
        "thu_tuc_lien_quan": "Không có thông tin", "trinh_tu_thuc_hien": "Bước 1: Nộp đơn.\nBước 2: Nhận giấy phép.",
        "cach_thuc_thuc_hien": f"{CHANNELS}Trực tiếp5 Ngày làm việc20,000 Việt Nam Đồng(Lệ phí cấp phép)Nộp tại quầy.Trực tuyến3 Ngày làm việcMiễn phí",
        "thanh_phan_ho_so": f"--{PAPERS}Đơn đề nghị thả diềuMẫu 01.docx1 bản chínhẢnh chụp con diều0 bản chính,2 bản sao",
        "can_cu_phap_ly": f"{LEGAL}Nghị định về diều11/2020/NĐ-CPLuật Gió12/2019/QH14", "co_quan_thuc_hien": "Sở Vui chơi",
        "yeu_cau_dieu_kien": "Không có thông tin", "nguon": "bo-xay-dung",
        "ket_qua_xu_ly": f"Giấy phép thả diềuMã: KQ.G17.000001Từ khóaKhông có thông tinMô tảKhông có thông tin{BUTTONS}",
    }  # fmt: skip
    return found | changes


def write(path: Path, records: Iterable[Mapping[str, Any] | str | bytes]) -> Path:
    """The records as lines, packed when the path says so; a text or bytes stand as they are."""
    lines = [row if isinstance(row, (str, bytes)) else json.dumps(row, ensure_ascii=False) for row in records]
    data = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path
