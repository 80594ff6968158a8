"""Whatever stands in a record: reading ends, and every letter of the text is in a part or in what is left for a person."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.dump import CHANNELS, PAPERS, record

from motcua.catalogue.rules.reading.channels import split_channels
from motcua.catalogue.rules.reading.legal import split_legal
from motcua.catalogue.rules.reading.papers import split_papers
from motcua.catalogue.rules.reading.record import read_dump
from motcua.catalogue.rules.reading.steps import split_steps
from motcua.catalogue.rules.reading.text import tidy

PIECES = st.lists(
    st.sampled_from([
        "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính", "5 Ngày làm việc", "30 Ngày", "1", "Miễn phí", "20,000 VNĐ", "Không có thông tin", "(ghi chú",
        ")", "1 bản chính", ",1 bản sao", "0 bản chính", " 01 bản sao", PAPERS, "--", "Đơn", "giấy", "Mẫu 01.docx", "12/2020/NĐ-CP", "Luật", " năm 2024",
        "Bước 1:", "\n", " ", ".", "<b>", "số 18",
    ]) | st.text(max_size=6),
    max_size=14,
).map("".join)  # fmt: skip


NAMES = ("trựctiếp", "trựctuyến", "dịchvụbưuchính")


def letters(text: str) -> str:
    return "".join(text.split())


@given(PIECES)
def test_channels(text: str) -> None:
    body = tidy(text)
    rows, before = split_channels(CHANNELS + body)
    assert letters(before + "".join(row.text for row in rows)) == letters(body)
    for row in rows:
        told = letters(row.limit + "".join(fee.text for fee in row.fees) + row.note)
        assert letters(row.text).endswith(told)
        assert letters(row.text).removesuffix(told).lower() in NAMES


@given(PIECES)
def test_papers(text: str) -> None:
    body = tidy(text).replace(PAPERS, "")
    groups, rest = split_papers(f"Đầu{PAPERS}{body}{PAPERS}{body}")
    found = "".join(
        group.heading + "".join(paper.name + "".join(paper.forms) for paper in group.papers) + group.rest for group in groups
    ) + rest  # fmt: skip
    kept = letters(found)
    # Only counts, dashes and the table's own head may be missing.
    for word in ("Đơn", "giấy", "<b>", "Luật"):
        assert kept.count(word) == 2 * letters(body).count(word) + letters("Đầu").count(word)


@given(PIECES)
def test_legal_bases(text: str) -> None:
    rows, rest = split_legal(tidy(text))
    kept = letters("".join(title + number for number, title in rows) + rest)
    for word in ("Đơn", "giấy", "<b>"):
        assert kept.count(word) == letters(tidy(text)).count(word)


@given(PIECES)
def test_steps(text: str) -> None:
    assert letters("".join(split_steps(tidy(text)))) == letters(tidy(text))


@given(st.lists(PIECES, min_size=5, max_size=5))
def test_any_record_with_code_and_name_is_read(parts: list[str]) -> None:
    names = ("cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly", "ket_qua_xu_ly", "trinh_tu_thuc_hien")
    found = read_dump(record(**dict(zip(names, parts, strict=True))))
    assert found.draft.code == "9.000001" and found.draft.cases
    assert found.totals["channel_rows"] == len(found.draft.terms)
