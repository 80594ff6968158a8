"""Everyday questions: the right procedure among the first three in nine of ten, first in seven of ten.

On the demonstration catalogue always; on the national catalogue and the demonstration together where somebody has the dump
(MOTCUA_CATALOGUE_DUMP, or shared/data beside the project).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from motcua.catalogue import queries
from motcua.catalogue.management.subcommands import SUBCOMMANDS
from motcua.demo.load import load
from motcua.kernel.clock import local_day, now

HERE = Path(__file__).resolve().parents[1]
DUMP = Path(os.environ.get("MOTCUA_CATALOGUE_DUMP") or HERE.parents[2] / "shared" / "data" / "national_catalogue.jsonl.gz")
AMONG_THREE, FIRST = 0.9, 0.7
Asked = tuple[str, str, frozenset[str]]

DEMONSTRATION = """
con tôi mới sinh cần làm giấy gì|1.001193
làm giấy khai sinh bị mất bản gốc|1.004884
lấy chồng nước ngoài|2.000806
đăng ký kết hôn cần những gì|1.000894
ông nội mới mất|1.000656
giay xac nhan doc than|1.004873
xin bản sao trích lục khai sinh|2.000635
sửa năm sinh trong giấy khai sinh|1.004859
công chứng bằng cấp|2.000815
xác nhận sơ yếu lý lịch|2.000884
hợp đồng mua bán nhà đất ở phường|2.001035
nhận con nuôi|2.001263
luật sư miễn phí|2.000829
làm căn cước lần đầu|1.014061
CCCD bị mất|1.014064
doi can cuoc het han|1.014063
căn cước cho bé 5 tuổi|1.014062
nhập hộ khẩu cho vợ|1.004222
ở trọ|1.004194
giấy CT07|1.010041
làm hộ chiếu|1.001456
giấy không có tiền án|3.000333
thi bằng lái|3.000346
GPLX hết hạn|3.000347
mat bang lai xe may|3.000348
mua xe máy mới lấy biển số|1.013067
làm sổ đỏ lần đầu|1.013978
sang tên sổ đỏ|1.013831
sổ đỏ rách nát|1.012783
tách thửa cho con|1.012784
hàng xóm lấn đất|1.012812
khoan giếng|1.001662
xin sổ hộ nghèo|1.011607
xây nhà|1.013225
sửa nhà nâng tầng|1.013229
xem quy hoạch|1.014159
chặt cây trước nhà|1.002693
mở quán cà phê|1.001612
đóng cửa tiệm|1.001266
mất giấy phép kinh doanh|2.000575
mở công ty một thành viên|2.001583
đổi địa chỉ công ty|2.002041
bán rượu|2.000620
mở tiệm gas|2.001283
tiền người già|1.014027
giấy khuyết tật|1.001699
trợ cấp cho người khuyết tật|1.001776
tiền mai táng|1.001731
mua bảo hiểm y tế|1.001939
rút bảo hiểm xã hội một lần|1.001613
chuyển trường cho con lớp 8|2.002481
mất bằng cấp 3|1.005092
work permit cho người nước ngoài|1.014199
mở nhà thuốc|1.004616
giaays khai sinh|1.001193
dangkykethon|1.000894
đăng kí kết hông|1.000894
khai sinhh|1.001193
1.001193|1.001193
tố cáo cán bộ|2.002394
"""


def asked_of(lines: str) -> list[Asked]:
    rows = (line.split("|") for line in lines.strip().splitlines())
    return [(question, "", frozenset(right.split(","))) for question, right in rows]


def asked_in(paths: Iterable[Path]) -> list[Asked]:
    rows = [row for path in paths for row in tomllib.loads(path.read_text(encoding="utf-8"))["question"]]
    return [(row["asked"], row.get("level", ""), frozenset(row["right"])) for row in rows]


def check(questions: list[Asked]) -> None:
    """Fails with the questions that found something else."""
    day = local_day(now())
    first, among, missed = 0, 0, []
    for question, level, right in questions:
        answer = queries.answer(question, day=day, level=level)
        codes = [hit.code for hit in (answer.hits or answer.near)[:3]]
        first += bool(codes) and codes[0] in right
        is_among = not right.isdisjoint(codes)
        among += is_among
        missed += [] if is_among else [f"{question} -> {codes}"]
    words = f"first {first / len(questions):.3f}, among three {among / len(questions):.3f}; missed:\n" + "\n".join(missed)
    assert first / len(questions) >= FIRST and among / len(questions) >= AMONG_THREE, words


def test_the_demonstration_is_found_in_everyday_words(db: None) -> None:
    load(now=datetime(2026, 1, 5, 2, tzinfo=UTC))
    check(asked_of(DEMONSTRATION))


@pytest.mark.skipif(not DUMP.is_file(), reason="no dump of the national catalogue here")
@pytest.mark.skipif("import" not in SUBCOMMANDS, reason="this build cannot import a dump")
def test_the_national_catalogue_is_found_in_everyday_words(db: None) -> None:
    load(now=datetime(2026, 1, 5, 2, tzinfo=UTC))
    call_command("catalogue", "import", str(DUMP))
    check(asked_in(sorted(HERE.glob("*questions.toml"))))
