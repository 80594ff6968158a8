"""What waits for an editor: parts of imports that were not readable, and words that were searched in vain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.web.manage.test_editor import text

from motcua.catalogue.actions.wording import add_synonym
from motcua.catalogue.errors import BadSynonym
from motcua.catalogue.models import EditorDraft, SearchAsked, Synonym, Unreadable
from motcua.catalogue.queries.editing import newest_version
from motcua.catalogue.queries.searched import without_click
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
OPEN, WORDS = "/quan-ly/thu-tuc/chua-doc-duoc/", "/quan-ly/thu-tuc/tu-khoa/"


def a_part(world: World, *, field: str = "channels", problem: str = "no_limit", words: str = "Thời hạn theo quy định", row: int = 1) -> Unreadable:
    version = newest_version(world.birth.code)
    return Unreadable.objects.create(version=version, field=field, problem=problem, text=words, row=row, at=world.now)


def test_each_part_shows_the_original_beside_what_was_read(world: World, login: Enter) -> None:
    a_part(world)
    a_part(world, field="papers", problem="paper_without_count", words="Giấy <b>chứng sinh</b>")
    browser = login("bientap1")
    answer = browser.get(OPEN)
    page = text(answer)
    assert "Thời hạn theo quy định" in page and "Trực tiếp: 1 ngày làm việc" in page and "Không ghi thời hạn" in page
    assert "Giấy <b>chứng sinh</b>" in page and "<b>chứng" not in answer.content.decode() and "Giấy chứng sinh 1 bản chính" in page
    only = text(browser.get(OPEN, {"loai": "no_limit"}))
    assert "Thời hạn theo quy định" in only and "chứng sinh" not in only
    assert "Không còn chỗ nào" in text(browser.get(OPEN, {"ma": "1.000894"})) and "Không còn chỗ nào" in text(browser.get(OPEN, {"loai": "x\x00"}))


@pytest.mark.parametrize(("field", "where"), [("channels", "thoi-han"), ("papers", "giay-to/1"), ("fees", "phi"), ("level", "chung"), ("unheard-of", "chung")])
def test_the_button_leads_to_the_section_of_a_draft(world: World, login: Enter, field: str, where: str) -> None:
    a_part(world, field=field)
    browser = login("bientap1")
    page = browser.get(OPEN).content.decode()
    section, place = page.split('name="phan" value="')[1].split('"')[0], page.split('name="truong-hop" value="')[1].split('"')[0]
    answer = browser.post("/quan-ly/thu-tuc/ma/1.001193/sua/", {"phan": section, "truong-hop": place})
    draft = EditorDraft.objects.get()
    assert answer["Location"] == f"/quan-ly/thu-tuc/ban-thao/{draft.pk}/{where}/"
    assert browser.get(answer["Location"]).status_code == 200


def test_settled_with_one_click(world: World, login: Enter) -> None:
    part = a_part(world)
    browser = login("bientap1")
    answer = browser.post(OPEN, {"muc": str(part.pk), "ve": f"{OPEN}?loai=no_limit"})
    assert answer["Location"] == f"{OPEN}?loai=no_limit"
    part.refresh_from_db()
    assert part.settled_by == world.editor and "Đã đánh dấu" in text(browser.get(OPEN))
    assert browser.post(OPEN, {"muc": str(part.pk), "ve": "https://example.org/"})["Location"] == OPEN
    assert browser.post(OPEN, {"muc": "x"}).status_code == browser.post(OPEN, {"muc": "999"}).status_code == 404


def test_many_parts_come_in_pages(world: World, login: Enter) -> None:
    for index in range(55):
        a_part(world, words=f"Đoạn {index}")
    browser = login("bientap1")
    first = text(browser.get(OPEN))
    assert "Đoạn 49" in first and "Đoạn 50" not in first
    assert "Đoạn 50" in text(browser.get(OPEN, {"page": "2"})) and "Đoạn 54" in text(browser.get(OPEN, {"page": "99"}))


@pytest.mark.parametrize("records", [1, 3])
def test_numbers_of_queries(world: World, login: Enter, django_assert_num_queries: Any, records: int) -> None:
    for procedure in (world.birth, world.marriage, world.deed)[:records]:
        version = newest_version(procedure.code)
        Unreadable.objects.create(version=version, field="papers", problem="papers_unread", text="x", at=world.now)
    browser = login("bientap1")
    browser.get(OPEN)
    with django_assert_num_queries(15):
        assert browser.get(OPEN).content.decode().count("<article") == records


def asked(words: str, *, days: int = 0, times: int = 1, found: int = 0, opened: int = 0) -> None:
    day = clock.local_day(clock.now()) - timedelta(days=days)
    SearchAsked.objects.create(words=words, day=day, asked=times, found=found, opened=opened)


def test_words_without_a_click(world: World, login: Enter) -> None:
    asked("sổ hồng", times=9)
    asked("sổ hồng", days=2, times=3)
    asked("bằng lái", times=5, found=4)
    asked("khai sinh", times=50, found=2, opened=1)
    asked("chuyện cũ", days=100, times=99)
    rows = without_click(since=clock.local_day(clock.now()) - timedelta(weeks=4))
    assert [(row.words, row.asked, row.found) for row in rows] == [("sổ hồng", 12, 0), ("bằng lái", 5, 4)]
    page = text(login("bientap1").get(WORDS))
    assert "sổ hồng" in page and "khai sinh" not in page and "chuyện cũ" not in page and "Thêm nghĩa" not in page
    assert "chuyện cũ" not in text(login("bientap1").get(WORDS, {"tuan": "999"})) and "sổ hồng" in text(login("quantri").get(WORDS, {"tuan": "1"}))


def test_an_administrator_adds_a_synonym(world: World, login: Enter) -> None:
    asked("sổ hồng")
    admin = login("quantri")
    page = admin.get(WORDS, {"tu": "sổ hồng"}).content.decode()
    assert 'value="sổ hồng"' in page
    assert admin.post(WORDS, {"said": "Sổ  hồng", "meant": "giấy chứng nhận quyền sử dụng đất; giấy chứng nhận"}).status_code == 303
    assert admin.post(WORDS, {"said": "sổ hồng", "meant": "nhà ở"}).status_code == 303
    row = Synonym.objects.get()
    assert (row.said, row.meant) == ("sổ hồng", "giấy chứng nhận quyền sử dụng đất;giấy chứng nhận;nhà ở")
    wrong = admin.post(WORDS, {"said": "sổ hồng", "meant": " "})
    assert wrong.status_code == 422 and "Chưa ghi nghĩa" in text(wrong)
    assert admin.post(WORDS, {"said": "sổ hồng", "meant": "x" * 390}).status_code == 422
    assert login("bientap1").post(WORDS, {"said": "a", "meant": "b"}).status_code == 404
    assert "sổ hồng" in admin.get("/quan-tri/catalogue/synonym/").content.decode()


@pytest.mark.parametrize(("said", "meant"), [("", "x"), ("x", " ; "), ("x" * 101, "y"), ("x", "y" * 401)])
def test_words_that_are_no_synonym(world: World, said: str, meant: str) -> None:
    with pytest.raises(BadSynonym):
        add_synonym(said, meant=meant)


def test_a_day_long_ago_is_not_asked_for(world: World) -> None:
    SearchAsked.objects.create(words="x", day=date(2020, 1, 1), asked=1)
    assert without_click(since=date(2020, 1, 2)) == []
