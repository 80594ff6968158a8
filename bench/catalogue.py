"""Many procedures for measuring search: run as `python -m bench.catalogue COUNT` in a place; names of our own, no published text.

Every name is an object, what is done with it, for whom and where, as real catalogues combine them; papers and results repeat as they do there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice, product
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402 - after the set-up

from motcua.catalogue.actions import bump_revision, open_field  # noqa: E402
from motcua.catalogue.models import Case, PaperAsked, Procedure, ProcedureVersion  # noqa: E402
from motcua.catalogue.rules import searchable  # noqa: E402
from motcua.centres.models import Level, Unit  # noqa: E402

FIRST = date(2025, 7, 1)
DOES = (
    "Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Thu hồi", "Đăng ký", "Chấm dứt hoạt động", "Thẩm định", "Công nhận", "Xác nhận",
    "Phê duyệt", "Tạm ngừng", "Thay đổi nội dung",
)  # fmt: skip
THINGS = (
    ("Hộ tịch", "giấy khai sinh"), ("Hộ tịch", "giấy xác nhận tình trạng hôn nhân"), ("Đất đai", "giấy chứng nhận quyền sử dụng đất"),
    ("Hoạt động xây dựng", "giấy phép xây dựng nhà ở"), ("Đường bộ", "giấy phép lái xe"), ("Đường bộ", "phù hiệu xe kinh doanh vận tải"),
    ("Thủy sản", "giấy chứng nhận đăng ký tàu cá"), ("Thú y", "chứng chỉ hành nghề thú y"), ("Thuế", "mã số thuế hộ kinh doanh"),
    ("Bảo trợ xã hội", "trợ cấp xã hội hàng tháng"), ("Môi trường", "giấy phép môi trường"), ("Tài nguyên nước", "giấy phép khoan giếng"),
    ("Dược phẩm", "chứng chỉ hành nghề dược"), ("Du lịch", "thẻ hướng dẫn viên du lịch"), ("Luật sư", "chứng chỉ hành nghề luật sư"),
    ("Việc làm", "giấy phép lao động"), ("Phòng cháy, chữa cháy", "giấy chứng nhận phòng cháy"), ("Cư trú", "đăng ký thường trú"),
    ("An toàn thực phẩm", "giấy chứng nhận an toàn thực phẩm"), ("Lâm nghiệp", "phương án khai thác rừng trồng"),
)  # fmt: skip
FOR = (
    "", "đối với cá nhân", "đối với hộ gia đình", "đối với doanh nghiệp", "đối với tổ chức nước ngoài", "có yếu tố nước ngoài", "lưu động",
    "trong khu công nghiệp", "do bị mất hoặc hư hỏng", "khi hết thời hạn", "tại khu vực biên giới",
)  # fmt: skip
LEVELS = (("cấp xã", "commune"), ("cấp tỉnh", "province"), ("cấp Trung ương", "ministry"))
PAPERS = ("Đơn đề nghị theo mẫu", "Bản sao giấy tờ tùy thân", "Bản chính giấy tờ đã được cấp", "Bản vẽ, sơ đồ vị trí", "Văn bản ủy quyền")
BATCH = 1000


def names() -> Iterator[tuple[str, str, str]]:
    """(field, name, level) without end; from the second round on with the number of the office."""
    office = 0
    while True:
        where = f" của cơ quan số {office}" if office else ""
        for (field, thing), whom, (place, level), does in product(THINGS, FOR, LEVELS, DOES):
            yield field, f"{does} {thing} {whom} ({place}){where}".replace("  ", " "), level
        office += 1


def fill(count: int) -> int:
    """Add procedures until there are so many in all; how many there are."""
    have = Procedure.objects.count()
    fresh = islice(names(), have, count)
    levels = {level.code: level for level in Level.objects.all()}
    department = Unit.objects.filter(is_department=True).order_by("pk")[0]
    rows = list(enumerate(fresh, have))
    for start in range(0, len(rows), BATCH):
        with transaction.atomic():
            _write(rows[start : start + BATCH], levels, department)
    bump_revision()
    return Procedure.objects.count()


def _write(rows: list[tuple[int, tuple[str, str, str]]], levels: dict[str, Level], department: Unit) -> None:
    made = Procedure.objects.bulk_create(Procedure(code=f"7.{number:06d}") for number, _ in rows)
    versions = ProcedureVersion.objects.bulk_create(
        _version(procedure, row, levels, department) for procedure, (_, row) in zip(made, rows, strict=True)
    )
    cases = Case.objects.bulk_create(Case(version=version, order=1) for version in versions)
    PaperAsked.objects.bulk_create(PaperAsked(case=case, order=order, name=name) for case in cases for order, name in enumerate(PAPERS, 1))


def _version(procedure: Procedure, row: tuple[str, str, str], levels: dict[str, Level], department: Unit) -> ProcedureVersion:
    field, name, level = row
    given: dict[str, Any] = {"audiences": ["citizen"], "results": [{"name": name, "code": ""}], "levels": [level]}
    return ProcedureVersion(
        procedure=procedure, valid_from=FIRST, name=name, folded=searchable(code=procedure.code, name=name, keywords=(), field=field),
        level=levels[level], field=open_field(field), department=department, fingerprint=name[:60], **given,
    )  # fmt: skip


if __name__ == "__main__":
    print(fill(int(sys.argv[1])))
