"""The questionnaire: one question a page, answers in the address only, a list that stays the same when the catalogue moves on."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.cast import MONDAY, World
from tests.pages import PageClient
from tests.papers.reading import codes, needs_poppler, picture, words
from tests.web.portal.test_browse import publish

from motcua.catalogue import actions as catalogue
from motcua.catalogue import queries
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules import Channel, DraftCase, DraftPaper, DraftTerm
from motcua.kernel import clock
from motcua.web.portal.questions import Answers, next_question, read_answers

PAGE = "/thu-tuc/1.600001/cua-toi/"
PAPERS = (
    DraftPaper("Tờ khai", originals=1, form="Tờ khai"), DraftPaper("Căn cước", originals=1, only_show=True),
    DraftPaper("Giấy ủy quyền", originals=1, required=False), DraftPaper("Giấy kết hôn", originals=1, replaced_by_data=True),
)  # fmt: skip
TERMS = (DraftTerm(Channel.COUNTER, Decimal(1), "working_day"), DraftTerm(Channel.POST, Decimal(3), "working_day"))


@pytest.fixture
def asked(world: World) -> ProcedureVersion:
    """A procedure with two cases, a paper only when needed, one that is looked up, two ways to file."""
    cases = (DraftCase("Trong nước", PAPERS), DraftCase("Ở nước ngoài", (DraftPaper("Bản dịch", certified=1),)))
    return publish(world, "1.600001", "Việc có câu hỏi", cases=cases, terms=TERMS)


def html_of(client: PageClient, **query: str) -> str:
    return str(client.get(PAGE, query).content.decode())


def test_one_question_after_the_other_to_the_list(client: PageClient, asked: ProcedureVersion) -> None:
    steps = [
        ({}, "Ông/Bà thuộc trường hợp nào?"), ({"truong-hop": "1"}, "Việc của Ông/Bà có cần giấy này không?"),
        ({"truong-hop": "1", "g3": "khong"}, "Cán bộ có thể tra giấy này"),
        ({"truong-hop": "1", "g3": "khong", "g4": "khong"}, "Ông/Bà muốn nộp bằng cách nào?"),
        ({"truong-hop": "1", "g3": "khong", "g4": "khong", "kenh": "post"}, "Danh mục giấy tờ của Ông/Bà"),
    ]  # fmt: skip
    for number, (query, words_of_page) in enumerate(steps, 1):
        html = html_of(client, **query)
        assert words_of_page in html
        assert number == 5 or f"Câu {number} trên 4" in html
        assert html.count('class="govuk-button mc-button"') == 1


def test_the_list_has_what_the_answers_say(client: PageClient, asked: ProcedureVersion) -> None:
    base = {"truong-hop": "1", "kenh": "post"}
    with_all = html_of(client, **base, g3="co", g4="co")
    assert "Giấy ủy quyền" in with_all
    assert "cán bộ tra giúp" not in with_all
    with_none = html_of(client, **base, g3="khong", g4="khong")
    assert "Giấy ủy quyền" not in with_none
    assert "Không phải mang, cán bộ tra giúp" in with_none
    assert "3 ngày làm việc" in with_none
    unsure = html_of(client, **base, g3="chua-ro", g4="khong")
    assert unsure.index("Hỏi lại cán bộ") < unsure.index("Giấy ủy quyền")


def test_nothing_chosen_asks_again_with_a_sentence(client: PageClient, asked: ProcedureVersion) -> None:
    html = html_of(client, **{"truong-hop": "1", "hoi": "g3"})
    assert "Xin chọn một câu trả lời" in html
    assert "Lỗi:" in html.split("</title>")[0]
    assert "Xin chọn một câu trả lời" not in html_of(client, **{"truong-hop": "1", "hoi": "truong-hop"})


@pytest.mark.parametrize(
    "query",
    [
        {"truong-hop": "9"}, {"truong-hop": "²"}, {"truong-hop": "-1"}, {"truong-hop": "x" * 3000}, {"g3": "co"}, {"kenh": "post"}, {"g99": "co", "kenh": "x"},
        {"phien-ban": "99"}, {"phien-ban": "x"}, {"phien-ban": "1" * 400},
    ],
)  # fmt: skip
def test_answers_that_do_not_fit_are_asked_again(client: PageClient, asked: ProcedureVersion, query: dict[str, str]) -> None:
    assert "Ông/Bà thuộc trường hợp nào?" in html_of(client, **query)


def test_back_goes_one_question_back(client: PageClient, asked: ProcedureVersion) -> None:
    def back(**query: str) -> dict[str, list[str]]:
        address = re.search(r'govuk-back-link" href="([^"]+)"', html_of(client, **query))
        assert address
        return parse_qs(urlsplit(unescape(address[1])).query)

    assert back(**{"truong-hop": "1", "g3": "co", "g4": "co"}) == {"phien-ban": ["1"], "truong-hop": ["1"], "g3": ["co"]}
    assert back(**{"truong-hop": "1", "g3": "co"}) == {"phien-ban": ["1"], "truong-hop": ["1"]}
    assert back(**{"truong-hop": "1"}) == {"phien-ban": ["1"]}
    assert back() == {}


def test_many_papers_are_ticked_on_one_page(client: PageClient, world: World) -> None:
    papers = (DraftPaper("Tờ khai"), *(DraftPaper(f"Giấy {number}", required=False) for number in range(1, 41)))
    publish(world, "1.600001", "Việc nhiều giấy", cases=(DraftCase("", papers),))
    html = html_of(client)
    assert html.count('type="checkbox"') == 40
    assert "Câu 1 trên 1" not in html
    done = html_of(client, **{"da-hoi": "1", "g3": "co", "hoi": "da-hoi"})
    assert "Danh mục giấy tờ của Ông/Bà" in done
    assert "Giấy 2" in done
    assert "Giấy 3" not in done


def test_the_address_keeps_its_version_when_a_new_one_comes(client: PageClient, asked: ProcedureVersion, world: World) -> None:
    query = {"phien-ban": "1", "truong-hop": "2", "kenh": "post"}
    before = html_of(client, **query)
    assert "Bản dịch" in before
    ProcedureVersion.objects.filter(pk=asked.pk).update(valid_from=date(2024, 1, 1))
    today = clock.local_day(clock.now())
    draft_cases = (DraftCase("Chỉ một trường hợp", (DraftPaper("Giấy mới"),)),)
    newer = publish(world, "1.600001", "Việc có câu hỏi", cases=draft_cases, terms=TERMS)
    ProcedureVersion.objects.filter(pk=newer.pk).update(valid_from=today)
    catalogue.bump_revision()
    after = html_of(client, **query)
    assert "Bản dịch" in after
    assert "theo phiên bản 1" in after
    assert "Giấy mới" in html_of(client, **{**query, "phien-ban": "2"})
    assert "theo phiên bản" not in html_of(client, **{**query, "phien-ban": "2"})


def test_no_cookie_no_tag_of_a_person_and_304(client: PageClient, asked: ProcedureVersion) -> None:
    query = {"truong-hop": "2", "kenh": "post"}
    answer = client.get(PAGE, query)
    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex"
    assert "csrf" not in answer.content.decode().lower()
    assert client.get(PAGE, query, headers={"if-none-match": answer["ETag"]}).status_code == 304


@needs_poppler
def test_the_pdf_and_its_qr_open_the_same_list(client: PageClient, asked: ProcedureVersion, tmp_path: Path) -> None:
    answer = client.get("/thu-tuc/1.600001/cua-toi/in.pdf", {"truong-hop": "1", "g3": "co", "g4": "khong", "kenh": "counter"})
    assert answer["Content-Type"] == "application/pdf"
    said = words(answer.content, tmp_path)
    for one in ("Việc có câu hỏi", "Trong nước", "Giấy ủy quyền", "Căn cước", "1 ngày làm việc"):
        assert one in said
    assert "Giấy kết hôn" not in said
    address = urlsplit(codes(picture(answer.content, tmp_path))["QRCode"].text)
    assert parse_qs(address.query) == {"phien-ban": ["1"], "truong-hop": ["1"], "g3": ["co"], "g4": ["khong"], "kenh": ["counter"]}
    assert "Giấy ủy quyền" in client.get(f"{address.path}?{address.query}").content.decode()


def test_an_unfinished_pdf_leads_to_the_next_question(client: PageClient, asked: ProcedureVersion) -> None:
    answer = client.get("/thu-tuc/1.600001/cua-toi/in.pdf", {"truong-hop": "1"})
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?phien-ban=1&truong-hop=1")


def test_reading_and_writing_answers_are_inverse(asked: ProcedureVersion) -> None:
    found = queries.procedure_page("1.600001", MONDAY.date())
    assert found is not None
    answers = Answers(1, 1, {3: "co", 4: "khong"}, "post")
    query = {name: values[0] for name, values in parse_qs(answers.query()).items()}
    assert read_answers(found, query) == answers
    assert next_question(found, answers) is None


def test_a_procedure_without_questions_goes_to_its_list(client: PageClient, world: World) -> None:
    assert "Danh mục giấy tờ của Ông/Bà" in client.get("/thu-tuc/1.000894/cua-toi/").content.decode()
    assert "/thu-tuc/1.000894/cua-toi/" not in client.get("/thu-tuc/1.000894/").content.decode()
