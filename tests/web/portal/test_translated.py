"""On English pages the catalogue's texts are English where somebody translated them, and marked as Vietnamese where nobody did."""

from __future__ import annotations

import unicodedata

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.administration import send
from tests.cast import World
from tests.pages import PageClient
from tests.web.portal.test_browse import publish

from motcua.catalogue.actions import keep_english
from motcua.catalogue.models import EnglishText
from motcua.catalogue.queries import english_texts
from motcua.catalogue.rules import DraftCase, DraftPaper, DraftResult

PAPER, NOTE, CASE, STEP = "Giấy tờ tùy thân của người đi nộp", "Chỉ xem rồi trả lại ngay", "Nộp thay người khác", "Đến quầy vào buổi sáng."
ENGLISH = {PAPER: "Identity paper of the person who files", NOTE: "Only shown & given back", CASE: "Filing for another person", STEP: "Come in the morning."}


@pytest.fixture
def code(world: World) -> str:
    own = DraftCase("Tự nộp", (DraftPaper("Đơn viết tay theo mẫu riêng", originals=2, certified=1, copies=3),))
    other = DraftCase(CASE, (DraftPaper(PAPER, copies=1, note=NOTE, form="Mẫu giấy cử người đi thay"),))
    publish(world, "1.500077", "Việc có bản dịch", cases=(own, other), steps=(STEP,), results=(DraftResult("Giấy xác nhận"),), summary="Ai cũng có thể cần.")
    return "1.500077"


def english(client: Client, address: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.get(address).content.decode()


def test_nothing_is_translated_yet(client: PageClient, code: str) -> None:
    html = english(client, f"/thu-tuc/{code}/?truong-hop=2")
    assert f'<span lang="vi">{PAPER}</span>' in html
    assert f'<span lang="vi">{STEP}</span>' in html
    assert "only the Vietnamese text has legal force" in html


def test_copies_are_counted_as_english_counts(client: PageClient, code: str) -> None:
    assert "2 originals, 1 certified copy, 3 copies" in english(client, f"/thu-tuc/{code}/")
    assert "2 bản chính, 1 bản sao chứng thực, 3 bản sao" in PageClient().get(f"/thu-tuc/{code}/").content.decode()


def test_what_is_translated_is_english_and_papers_keep_their_name(client: PageClient, code: str) -> None:
    assert keep_english(ENGLISH) == (4, 0)
    html = english(client, f"/thu-tuc/{code}/?truong-hop=2")
    assert f'<p class="pt-papers__name">{ENGLISH[PAPER]}</p>' in html
    assert f'<p class="pt-papers__note" lang="vi">{PAPER}</p>' in html, "what to ask for at the counter"
    assert "Only shown &amp; given back" in html
    assert f">{ENGLISH[CASE]}</a>" in html
    assert ENGLISH[STEP] in html and STEP not in html
    assert '<span lang="vi">Tự nộp</span>' in html and '<span lang="vi">Mẫu giấy cử người đi thay</span>' in html
    vietnamese = PageClient().get(f"/thu-tuc/{code}/?truong-hop=2").content.decode()
    assert PAPER in vietnamese and ENGLISH[PAPER] not in vietnamese and 'class="pt-papers__note" lang="vi"' not in vietnamese


@pytest.mark.parametrize("address", ["in/?truong-hop=2", "cua-toi/", "cua-toi/?truong-hop=2"])
def test_lists_and_questions_are_translated_too(client: PageClient, code: str, address: str) -> None:
    keep_english(ENGLISH)
    html = english(client, f"/thu-tuc/{code}/{address}")
    assert ENGLISH[PAPER] in html or ENGLISH[CASE] in html


def test_a_translation_appears_at_once_and_a_correction_too(client: PageClient, world: World, code: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    address = f"/thu-tuc/{code}/"
    first = client.get(address)
    keep_english({STEP: "Come early."})
    second = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200 and "Come early." in second.content.decode()
    EnglishText.objects.get().delete()
    assert f'<span lang="vi">{STEP}</span>' in client.get(address, headers={"If-None-Match": second["ETag"]}).content.decode()


def test_the_form_of_unicode_and_white_space_do_not_matter(world: World) -> None:
    assert keep_english({unicodedata.normalize("NFD", f"  {PAPER}\n"): "Identity  paper"}) == (1, 0)
    assert keep_english({PAPER: "Identity paper"}) == (0, 0)
    assert keep_english({PAPER: "Identity document"}) == (0, 1)
    assert english_texts()[PAPER] == "Identity document"
    with CaptureQueriesContext(connection) as seen:
        assert english_texts()[PAPER]
    assert len(seen) == 0


def test_an_administrator_translates_a_text_once(world: World) -> None:
    office = Client()
    office.force_login(world.admin, backend="motcua.accounts.backend.StaffBackend")
    page = "/quan-tri/catalogue/englishtext/add/"
    assert office.post(page, {"vietnamese": f" {PAPER} ", "english": "Identity paper"}).status_code == 302
    again = office.post(page, {"vietnamese": PAPER, "english": "Another"})
    assert "Câu này đã có bản dịch." in again.content.decode()
    assert english_texts() == {PAPER: "Identity paper"}
    row = EnglishText.objects.get()
    assert send(office, f"/quan-tri/catalogue/englishtext/{row.pk}/change/", {"vietnamese": PAPER, "english": "Identity card"}).status_code == 302
    assert english_texts() == {PAPER: "Identity card"}


def test_our_own_words_are_not_taken_for_vietnamese(client: PageClient, world: World) -> None:
    """Where the catalogue names no case the page has a word of its own, which is English already."""
    cases = (DraftCase("", (DraftPaper("Tờ khai", originals=1),)), DraftCase(CASE, (DraftPaper(PAPER, copies=1),)))
    publish(world, "1.500078", "Việc có hai trường hợp", cases=cases)
    html = english(client, "/thu-tuc/1.500078/")
    assert ">Ordinary case</a>" in html and f'<span lang="vi">{CASE}</span>' in html


def test_a_very_long_name_folds_in_both_languages(client: PageClient, world: World) -> None:
    name = "Giấy tờ chứng minh quan hệ gia đình " * 9
    publish(world, "1.500079", "Việc có tên giấy dài", cases=(DraftCase("", (DraftPaper(name.strip(), originals=1),)),))
    assert '<summary lang="vi">Giấy tờ chứng minh' in english(client, "/thu-tuc/1.500079/")
    keep_english({name: "Papers that prove the family relation, " * 8})
    html = english(client, "/thu-tuc/1.500079/")
    assert "<summary>Papers that prove the family" in html and html.count(name.strip()) == 1
