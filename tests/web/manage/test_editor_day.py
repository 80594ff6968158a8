"""The day of a version: portal and guidance desk change at midnight in Việt Nam, dossiers keep what they were born with; and it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.web.manage.test_editor import FULL, address, begun, save, submitted, text, typed

from motcua.catalogue import actions, queries
from motcua.catalogue.actions import editing
from motcua.catalogue.models import EditorDraft, ProcedureVersion
from motcua.catalogue.queries.editing import newest_version
from motcua.kernel import clock
from motcua.kernel.clock import VN
from motcua.web.portal.frame import forget_pages

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
DAY = date(2026, 3, 10)
BEFORE, AFTER = datetime(2026, 3, 9, 23, 59, 59, tzinfo=VN), datetime(2026, 3, 10, 0, 0, 0, tzinfo=VN)
NEW_NAME = "Đăng ký khai sinh theo quy định mới"


def publish_for(world: World, day: date) -> ProcedureVersion:
    newest = newest_version(world.birth.code)
    assert newest is not None
    draft = editing.begin_draft(newest, by=world.editor, now=world.now)
    draft = editing.save_draft(draft, lambda one: replace(one, name=NEW_NAME), section="chung", revision=1, by=world.editor, now=world.now)
    draft = editing.submit_draft(draft, revision=2, valid_from=day, note="", by=world.editor, now=world.now)
    done = editing.approve_draft(draft, revision=3, compared_with=newest.pk, valid_from=day, by=world.editor_two, now=world.now)
    assert done.published is not None
    return done.published


def test_portal_and_desk_change_at_midnight_and_dossiers_keep_their_version(
    world: World, login: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written at midnight: pages kept in memory and the desk read the day anew."""
    forget_pages()
    desk, visitor = login("huongdan"), PageClient()
    dossier = world.a_dossier(procedure=world.birth)
    old = dossier.version_id
    new = publish_for(world, DAY)

    def shown() -> list[bool]:
        pages = [visitor.get("/thu-tuc/1.001193/"), visitor.get("/thu-tuc/?q=khai+sinh"), desk.get("/huong-dan/1.001193/", follow=True)]
        return [NEW_NAME in text(page) for page in pages]

    revision = queries.revision()
    for moment, is_new in ((BEFORE, False), (AFTER, True), (BEFORE, False)):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        assert shown() == [is_new] * 3, moment
    assert queries.revision() == revision
    dossier.refresh_from_db()
    assert dossier.version_id == old and old != new.pk
    case = new.cases.first()
    assert case is not None
    assert queries.case_of(case.pk, BEFORE.date()) is None and queries.case_of(case.pk, AFTER.date()) == case


def test_a_reader_with_the_old_page_is_told_of_the_new_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tag of a page is its content: the morning's conditional request is answered with the new page, not with 304."""
    forget_pages()
    publish_for(world, DAY)
    visitor = PageClient()
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    tag = visitor.get("/thu-tuc/1.001193/")["ETag"]
    assert visitor.get("/thu-tuc/1.001193/", headers={"if-none-match": tag}).status_code == 304
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    assert visitor.get("/thu-tuc/1.001193/", headers={"if-none-match": tag}).status_code == 200


def test_taking_a_version_back(world: World, login: Enter) -> None:
    browser, second = login("bientap1"), login("bientap2")
    draft = begun(browser)
    save(browser, draft, "chung", name=NEW_NAME)
    submitted(browser, draft)
    second.post(address(draft), {**typed(second.get(address(draft)).content.decode()), "viec": "approve"})
    where = "/quan-ly/thu-tuc/ma/1.001193/phien-ban/2/rut/"
    assert where in browser.get("/quan-ly/thu-tuc/ma/1.001193/").content.decode() and where in browser.get(address(draft)).content.decode()
    assert "Phiên bản trước tiếp tục có hiệu lực" in text(browser.get(where))
    silent = browser.post(where, {"reason": " "})
    assert silent.status_code == 422 and "Chưa ghi lý do" in text(silent)
    assert browser.post(where, {"reason": "Hoãn đến quý sau."}).status_code == 303
    told = text(browser.get("/quan-ly/thu-tuc/ma/1.001193/"))
    assert "Đã rút trước ngày hiệu lực" in told and "Hoãn đến quý sau." in told
    assert EditorDraft.objects.get(pk=draft.pk).status == "withdrawn" and "Hoãn đến quý sau." in text(browser.get(address(draft)))
    assert browser.get(where).status_code == 404
    refused = browser.post("/quan-ly/thu-tuc/ma/1.001193/phien-ban/1/rut/", {"reason": "x"})
    assert refused.status_code == 422 and "đã có hiệu lực" in text(refused)


def test_a_draft_says_when_a_newer_version_came(world: World, login: Enter) -> None:
    browser = login("bientap1")
    draft = begun(browser)
    save(browser, draft, "chung", name=NEW_NAME)
    actions.publish_version(replace(FULL, code="1.001193", name="Bản nhập"), valid_from=date(2026, 3, 1), by="system", now=world.now)
    page = text(browser.get(address(draft)))
    assert "Sau khi bản thảo bắt đầu đã có phiên bản 2" in page and "[bỏ: Bản nhập" in page
