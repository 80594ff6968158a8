"""Papers are told apart at their counts, form files behind their names, cases at their headings."""

from __future__ import annotations

import pytest
from tests.catalogue.dump import PAPERS

from motcua.catalogue.rules.drafts import DraftPaper
from motcua.catalogue.rules.reading.cases import COMMON, read_papers
from motcua.catalogue.rules.reading.forms import split_forms
from motcua.catalogue.rules.reading.papers import is_certified, is_only_shown, is_section


def papers(body: str) -> list[tuple[str, int, int]]:
    cases, _ = read_papers(f"--{PAPERS}{body}")
    return [(paper.name, paper.originals, paper.copies + paper.certified) for case in cases for paper in case.papers]


def problems(text: str) -> list[tuple[str, int]]:
    return [(one.problem.value, one.row) for one in read_papers(text)[1]]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        pytest.param("Đơn1 bản chính", [("Đơn", 1, 0)], id="one"),
        pytest.param("Đơn1 bản chínhẢnh thẻ2 bản chính", [("Đơn", 1, 0), ("Ảnh thẻ", 2, 0)], id="two glued"),
        pytest.param("Đơn0 bản chính,1 bản saoảnh0 bản chính", [("Đơn", 0, 1), ("ảnh", 0, 0)], id="copies, and no count"),
        pytest.param("Hộ chiếu2 bản sao", [("Hộ chiếu", 0, 2)], id="copies only"),
        pytest.param("nộp 01 bản chính và 02 bản sao;1 bản chính", [("nộp 01 bản chính và 02 bản sao;", 1, 0)], id="counts in prose"),
        pytest.param("Giấy (01 bản chính)1 bản chính", [("Giấy (01 bản chính)", 1, 0)], id="count in brackets"),
        pytest.param("01 bản sao giấy khai sinh1 bản chính", [("01 bản sao giấy khai sinh", 1, 0)], id="name begins with a count"),
        pytest.param("Đơn theo Mẫu số 081 bản chính", [("Đơn theo Mẫu số 08", 1, 0)], id="glued to a number with zero"),
        pytest.param("Luật Nhà ở năm 20231 bản chính", [("Luật Nhà ở năm 2023", 1, 0)], id="glued to a year"),
        pytest.param("Đơn theo Mẫu số 181 bản chính", [("Đơn theo Mẫu số 18", 1, 0)], id="glued to a number"),
        pytest.param("Đơn\t1 bản chính- Ảnh1 bản chính", [("Đơn", 1, 0), ("- Ảnh", 1, 0)], id="tab before the count"),
        pytest.param("ĐơnBản chính: 1Bản sao: 2", [("Đơn", 1, 2)], id="the newer page's words"),
    ],
)
def test_papers_one_by_one(body: str, wanted: list[tuple[str, int, int]]) -> None:
    assert papers(body) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"--{PAPERS}Đơn1 bản chính", []),
        (f"--{PAPERS}Đơn theo Mẫu số 181 bản chính", [("count_glued", 1)]),
        (f"--{PAPERS}Đơn1 bản chínhchữ còn lại", [("papers_unread", 2)]),
        (f"--{PAPERS}1 bản chính", [("papers_unread", 1)]),
        ("--", [("no_papers", 0)]),
        ("", [("no_papers", 0)]),
        ("Đơn và ảnh", [("papers_unread", 0)]),
    ],
)
def test_what_is_left(text: str, wanted: list[tuple[str, int]]) -> None:
    assert problems(text) == wanted


@pytest.mark.parametrize(
    ("text", "name", "files"),
    [
        ("Đơn đề nghị.Mau 01.docx", "Đơn đề nghị.", ("Mau 01.docx",)),
        ("Đơn đề nghị (theo mẫu)Mẫu số 02.doc", "Đơn đề nghị (theo mẫu)", ("Mẫu số 02.doc",)),
        ("Tờ khaiMẫu 1.docxPhụ lục 2.pdf", "Tờ khai", ("Mẫu 1.docx", "Phụ lục 2.pdf")),
        ("Tờ khai của đơn vị18-Mẫu TK8.doc", "Tờ khai của đơn vị", ("18-Mẫu TK8.doc",)),
        ("Thông tư 16/2025/TT-BABCMau03.docx", "Thông tư 16/2025/TT-BABC", ("Mau03.docx",)),
        ("Bản khai theo mẫu (M1).Mau M1 (2).docx", "Bản khai theo mẫu (M1).", ("Mau M1 (2).docx",)),
        ("Phiếu đề nghịMau 3. Don khai.DOCX", "Phiếu đề nghị", ("Mau 3. Don khai.DOCX",)),
        ("Mẫu 19.docx", "", ("Mẫu 19.docx",)),
        ("Tệp .docx kèm theo đơn", "Tệp .docx kèm theo đơn", ()),
        ("Giấy khai sinh", "Giấy khai sinh", ()),
    ],
)
def test_form_files(text: str, name: str, files: tuple[str, ...]) -> None:
    assert split_forms(text) == (name, files, True)


def test_a_form_without_a_border_stays_in_the_name() -> None:
    assert split_forms("bảng gì đó abc.docx") == ("bảng gì đó abc.docx", (), False)
    assert problems(f"--{PAPERS}bảng gì đó abc.docx1 bản chính") == [("form_unclear", 1)]


def test_headings_are_cases_and_two_dashes_are_none() -> None:
    cases, _ = read_papers(f"Đối với cá nhân:{PAPERS}Đơn1 bản chínhĐối với tổ chức:{PAPERS}Đơn1 bản chínhGiấy phép1 bản chính--{PAPERS}Ảnh1 bản chính")
    assert [(case.name, len(case.papers)) for case in cases] == [(COMMON, 1), ("Đối với cá nhân:", 1), ("Đối với tổ chức:", 2)]
    assert [case.name for case in read_papers(f"--{PAPERS}Đơn1 bản chính")[0]] == [""]


def test_sections_of_one_list_are_no_cases() -> None:
    handed = f"* Giấy tờ phải nộp:{PAPERS}Đơn1 bản chính"
    [case], _ = read_papers(f"{handed}* Giấy tờ phải xuất trình:{PAPERS}Căn cước1 bản chính* Lưu ý:{PAPERS}Nhớ mang bút0 bản chính")
    shown = [(paper.name, paper.only_show, paper.required, paper.note) for paper in case.papers]
    assert case.name == ""
    assert shown == [
        ("Đơn", False, True, "* Giấy tờ phải nộp:"), ("Căn cước", True, True, "* Giấy tờ phải xuất trình:"),
        ("Nhớ mang bút", False, False, "* Lưu ý:"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "heading", "shown"),
    [
        ("Xuất trình căn cước", "", True),
        ("- Giấy chứng nhận (xuất trình)", "", True),
        ("Căn cước", "Các giấy tờ phải xuất trình:", True),
        ("Nộp hoặc xuất trình căn cước", "", False),
        ("Bản sao và xuất trình bản chính để đối chiếu", "", False),
        ("Căn cước", "Giấy tờ phải nộp hoặc xuất trình:", False),
        ("Giấy tờ phải xuất trình:", "", False),
        ("Căn cước", "", False),
    ],
)
def test_papers_that_are_only_shown(name: str, heading: str, shown: bool) -> None:
    assert is_only_shown(name, heading, has_count=True) is shown


def test_certified_copies() -> None:
    assert is_certified("Bản sao có chứng thực bằng cấp")
    assert not is_certified("Bản sao có chứng thực hoặc bản sao kèm bản chính")
    cases, _ = read_papers(f"--{PAPERS}Bản sao có chứng thực bằng cấp0 bản chính,2 bản sao")
    assert cases[0].papers == (DraftPaper("Bản sao có chứng thực bằng cấp", certified=2),)


@pytest.mark.parametrize(
    ("heading", "section"),
    [("* Lưu ý:", True), ("Giấy tờ phải nộp:", True), ("Thành phần hồ sơ:", True), ("Trường hợp cấp lại:", False), ("Đối với tổ chức", False)],
)
def test_sections(heading: str, section: bool) -> None:
    assert is_section(heading) is section
