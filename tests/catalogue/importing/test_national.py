"""The national service's records, by the mapping of docs/reference/catalogue-formats.md."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.cast import World
from tests.catalogue.dump import write

from motcua.catalogue.models import Unreadable

from .running import counts, newest, run

RECORD: dict[str, Any] = {
    "MaTTHC": "9.000001", "TenTTHC": "Cấp phép thả diều", "SoQuyetDinh": "12/QĐ-BXD", "TenLinhVuc": "Vui chơi", "CapThucHien": ["Cấp xã"],
    "DoiTuongThucHien": ["Công dân Việt Nam"], "CoQuanCongBo": "Bộ Xây dựng", "CoQuanThucHien": ["Sở Vui chơi"], "TrinhTuThucHien": "Nộp.\nNhận.",
    "CachThucThucHien": [
        {"KenhThucHien": "1", "ThoiGianGiaiQuyet": 5, "DonViThoiGian": "Ngày làm việc", "MoTa": "Tại quầy",
         "PhiLePhi": [{"LoaiPhi": "2", "MucPhi": 20000, "MoTa": "mỗi diều"}, {"LoaiPhi": "1", "MucPhi": "5000"}]},
        {"KenhThucHien": "Trực tuyến", "ThoiGianGiaiQuyet": "1.5", "DonViThoiGian": "Ngày", "PhiLePhi": "Miễn phí"},
        {"KenhThucHien": "9", "ThoiGianGiaiQuyet": 1, "DonViThoiGian": "Ngày"},
    ],
    "ThanhPhanHoSo": [
        {"TruongHop": "Cấp mới", "GiayTo": [{"TenGiayTo": "Đơn", "MauDonToKhai": ["Mau1.docx", "Mau2.docx"], "SoBanChinh": 1, "SoBanSao": 0}]},
        {"TruongHop": "Cấp lại", "GiayTo": [{"TenGiayTo": "Xuất trình căn cước", "SoBanChinh": "1"}]},
    ],
    "CanCuPhapLy": [{"SoVanBan": "11/2020/NĐ-CP", "TenVanBan": "Nghị định về diều"}],
    "KetQuaThucHien": [{"MaKetQua": "KQ.G17.000001", "TenKetQua": "Giấy phép"}], "KhoaLa": {"giữ": "nguyên"},
}  # fmt: skip


def test_every_key_of_the_mapping(world: World, tmp_path: Path) -> None:
    report = run(tmp_path / "a.jsonl", RECORD)
    version = newest("9.000001")
    assert counts(report) == (1, 0, 0, 0) and report.format == "national-api"
    assert [(term.channel, term.amount, term.unit, term.note) for term in version.terms.all()] == [
        ("counter", Decimal(5), "working_day", "Tại quầy"), ("online", Decimal("1.5"), "calendar_day", "")
    ]  # fmt: skip
    assert [(fee.kind, fee.name, fee.amount, fee.is_choice) for fee in version.fees.all()] == [
        ("levy", "mỗi diều", 20_000, False), ("fee", "Tại quầy", 5_000, False)
    ]  # fmt: skip
    papers = [(case.name, [(paper.name, paper.form, paper.only_show) for paper in case.papers.all()]) for case in version.cases.all()]
    assert papers == [("Cấp mới", [("Đơn", "Mau1.docx\nMau2.docx", False)]), ("Cấp lại", [("Xuất trình căn cước", "", True)])]
    assert (version.department.key, version.executing, version.level.code) == ("bo_xay_dung", "Sở Vui chơi", "commune")
    assert version.results == [{"name": "Giấy phép", "code": "KQ.G17.000001"}]
    assert list(Unreadable.objects.values_list("problem", "text")) == [("unknown_channel", "9")]
    assert version.original.data == RECORD


@pytest.mark.parametrize(
    "content",
    [[RECORD], {"data": [RECORD]}, {"Result": {"data": RECORD}}, RECORD, {"data": [{key.upper(): value for key, value in RECORD.items()}]}],
    ids=["list", "data", "nested", "alone", "capital keys"],
)
def test_one_document_in_any_wrapping(world: World, tmp_path: Path, content: object) -> None:
    (tmp_path / "a.json").write_text(json.dumps(content, indent=2))
    assert counts(run(tmp_path / "a.json")) == (1, 0, 0, 0)
    assert counts(run(tmp_path / "a.json")) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ThanhPhanHoSo": "chữ"}, "không phải danh sách"), ({"MaTTHC": ""}, "không có mã"),
        ({"ThanhPhanHoSo": [{"TenGiayTo": "Đơn", "SoBanChinh": "vài"}]}, "không phải số từ 0 đến 999"),
    ],
)  # fmt: skip
def test_a_bad_record_is_refused_and_the_next_comes_in(world: World, tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    write(tmp_path / "a.jsonl", [{**RECORD, **changes}, {**RECORD, "MaTTHC": "9.000002"}])
    report = run(tmp_path / "a.jsonl", format="national-api")
    assert counts(report) == (1, 0, 0, 1) and words in report.failed[0]["sentence"]


def test_papers_without_cases(world: World, tmp_path: Path) -> None:
    run(tmp_path / "a.jsonl", {**RECORD, "ThanhPhanHoSo": [{"TenGiayTo": "Đơn", "SoBanChinh": 1}, {"TenGiayTo": "Ảnh", "SoBanSao": 2}]})
    case = newest("9.000001").cases.get()
    assert (case.name, [paper.copies for paper in case.papers.all()]) == ("", [0, 2])
