"""Verbs of drafts and versions: who, when, once, and what stays in the events; the editor's reads and how many queries they take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import World
from tests.catalogue.test_publishing import DRAFT

from motcua.audit.queries import broken_links, story
from motcua.catalogue import actions as catalogue
from motcua.catalogue import queries
from motcua.catalogue.actions import editing
from motcua.catalogue.actions.withdrawing import withdraw_version
from motcua.catalogue.errors import (
    BadDate,
    BadDraft,
    CodeTaken,
    DraftChanged,
    DraftStepNotAllowed,
    LaterVersionFirst,
    NothingChanged,
    ReasonNeeded,
    SecondPersonNeeded,
    VersionBegun,
)
from motcua.catalogue.models import EditorDraft, ProcedureAlias, ProcedureVersion, Unreadable
from motcua.catalogue.queries.editing import edited_procedures, newest_version, open_drafts, writers
from motcua.catalogue.queries.history import draft_story, versions_of, withdrawals
from motcua.catalogue.queries.importing import open_unreadable
from motcua.catalogue.rules import Draft
from motcua.kernel.clock import VN

TODAY = date(2026, 3, 2)
SOON = date(2026, 3, 10)
Count = Callable[[int], Any]


def rename(name: str) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, name=name)


def begun(world: World, name: str = "Đăng ký khai sinh lưu động") -> EditorDraft:
    newest = newest_version(world.birth.code)
    assert newest is not None
    draft = editing.begin_draft(newest, by=world.editor, now=world.now)
    return editing.save_draft(draft, rename(name), section="chung", revision=draft.revision, by=world.editor, now=world.now)


def submitted(world: World, day: date = SOON, **more: Any) -> EditorDraft:
    draft = begun(world, **more)
    return editing.submit_draft(draft, revision=draft.revision, valid_from=day, note="", by=world.editor, now=world.now)


def approve(world: World, draft: EditorDraft, *, day: date = SOON, by: Any = None, **more: Any) -> EditorDraft:
    newest = newest_version(draft.code)
    given = {"revision": draft.revision, "compared_with": newest.pk if newest else None, **more}
    return editing.approve_draft(draft, valid_from=day, by=by or world.editor_two, now=world.now, **given)


def test_a_draft_begins_once(world: World) -> None:
    newest = newest_version(world.birth.code)
    assert newest is not None
    first = editing.begin_draft(newest, by=world.editor, now=world.now)
    assert editing.begin_draft(newest, by=world.editor_two, now=world.now) == first
    assert first.content["name"] == newest.name and first.base == newest and first.content["source"] == "editor"
    with pytest.raises(IntegrityError, match=r"draft_one_open|editordraft"), transaction.atomic():
        EditorDraft.objects.create(code=first.code, written_by=world.editor, written_at=world.now)


def test_saving_is_compare_and_set(world: World) -> None:
    draft = begun(world)
    with pytest.raises(DraftChanged):
        editing.save_draft(draft, rename("x"), section="chung", revision=1, by=world.editor_two, now=world.now)
    draft.refresh_from_db()
    assert (draft.content["name"], draft.revision) == ("Đăng ký khai sinh lưu động", 2)
    assert [line.event.verb for line in draft_story(draft)] == ["begin", "save"]


def test_a_second_person_publishes_for_a_day(world: World) -> None:
    draft = submitted(world)
    before = queries.revision()
    done = approve(world, draft)
    version = newest_version(world.birth.code)
    assert version is not None and done.published == version
    assert (done.status, done.approved_by, version.valid_from, version.number) == ("published", world.editor_two, SOON, 2)
    assert queries.revision() > before
    old, new = (queries.current_version(world.birth.code, day) for day in (SOON - timedelta(days=1), SOON))
    assert old is not None and new is not None and (old.number, new.number) == (1, 2)
    assert story("procedure", world.birth.pk).last().actor == f"staff:{world.editor_two.pk}"  # type: ignore[union-attr]
    told = draft_story(done)
    assert [(line.event.verb, line.who) for line in told][-2:] == [("submit", world.editor.full_name), ("approve", world.editor_two.full_name)]
    assert not list(broken_links("draft")) and not list(broken_links("procedure"))


def test_whoever_wrote_in_it_does_not_approve(world: World) -> None:
    draft = begun(world)
    draft = editing.save_draft(draft, rename("Tên do người thứ hai"), section="chung", revision=draft.revision, by=world.editor_two, now=world.now)
    draft = editing.submit_draft(draft, revision=draft.revision, valid_from=SOON, note="", by=world.editor, now=world.now)
    assert writers(draft) == {f"staff:{world.editor.pk}", f"staff:{world.editor_two.pk}"}
    for person in (world.editor, world.editor_two):
        with pytest.raises(SecondPersonNeeded):
            approve(world, draft, by=person)
    assert approve(world, draft, by=world.admin).approved_by == world.admin


def test_the_database_repeats_what_a_draft_promises(world: World) -> None:
    draft = submitted(world)
    rows = EditorDraft.objects.filter(pk=draft.pk)
    for wrong in (
        {"approved_by": world.editor}, {"status": "published"}, {"status": "approved"}, {"status": "returned", "note": ""}, {"valid_from": None},
        {"published": newest_version(world.birth.code)},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


@pytest.mark.parametrize("changed", ["draft", "version"])
def test_approving_what_was_not_seen(world: World, changed: str) -> None:
    draft = submitted(world)
    seen = {"revision": draft.revision, "compared_with": draft.base_id}
    if changed == "draft":
        again = editing.recall_draft(draft, revision=draft.revision, by=world.editor, now=world.now)
        again = editing.save_draft(again, rename("Lén đổi"), section="chung", revision=again.revision, by=world.editor, now=world.now)
        editing.submit_draft(again, revision=again.revision, valid_from=SOON, note="", by=world.editor, now=world.now)
    else:
        content = replace(DRAFT, code=world.birth.code, name="Bản nhập mới")
        catalogue.publish_version(content, valid_from=TODAY, by="system", now=world.now)
    with pytest.raises(DraftChanged):
        approve(world, draft, **seen)
    assert EditorDraft.objects.get(pk=draft.pk).status == "submitted"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="rows are locked on PostgreSQL only")
def test_approving_locks_the_procedure_before_its_draft(world: World) -> None:
    """Whoever withdraws a version locks in this order; in another one the two could wait for each other."""
    draft = submitted(world)
    with CaptureQueriesContext(connection) as seen:
        approve(world, draft)
    locks = [query["sql"] for query in seen.captured_queries if "FOR UPDATE" in query["sql"]]
    assert 'FROM "catalogue_procedure" WHERE' in locks[0] and "catalogue_editordraft" in locks[1]


def test_approving_twice_publishes_once(world: World) -> None:
    draft = submitted(world)
    approve(world, draft)
    with pytest.raises(DraftStepNotAllowed):
        approve(world, draft, day=SOON + timedelta(days=1))
    assert ProcedureVersion.objects.filter(procedure=world.birth).count() == 2


def test_what_cannot_be_submitted(world: World) -> None:
    newest = newest_version(world.birth.code)
    assert newest is not None
    draft = editing.begin_draft(newest, by=world.editor, now=world.now)
    with pytest.raises(NothingChanged):
        editing.submit_draft(draft, revision=1, valid_from=SOON, note="", by=world.editor, now=world.now)
    draft = editing.save_draft(draft, lambda one: replace(one, terms=()), section="thoi-han", revision=1, by=world.editor, now=world.now)
    with pytest.raises(BadDraft, match="chưa có cách nộp"):
        editing.submit_draft(draft, revision=2, valid_from=SOON, note="", by=world.editor, now=world.now)
    draft = editing.save_draft(draft, lambda one: replace(one, terms=DRAFT.terms[:1]), section="thoi-han", revision=2, by=world.editor, now=world.now)
    with pytest.raises(BadDate, match="đã qua"):
        editing.submit_draft(draft, revision=3, valid_from=TODAY - timedelta(days=1), note="", by=world.editor, now=world.now)


def test_returning_needs_a_reason_and_a_second_person(world: World) -> None:
    draft = submitted(world)
    with pytest.raises(ReasonNeeded):
        editing.return_draft(draft, revision=draft.revision, reason="  ", by=world.editor_two, now=world.now)
    with pytest.raises(SecondPersonNeeded):
        editing.return_draft(draft, revision=draft.revision, reason="x", by=world.editor, now=world.now)
    back = editing.return_draft(draft, revision=draft.revision, reason="Thiếu căn cứ.", by=world.editor_two, now=world.now)
    assert (back.status, back.note) == ("returned", "Thiếu căn cứ.")
    assert editing.discard_draft(back, revision=back.revision, by=world.editor_two, now=world.now).status == "discarded"
    assert open_drafts() == []


@pytest.mark.parametrize("code", ["", "a b", "1.", "../1", "1" * 41, "1.001193\x00;", "thủ-tục"])
def test_codes_of_another_form(world: World, code: str) -> None:
    with pytest.raises(BadDraft, match="mã không đúng dạng"):
        editing.begin_procedure(code, name="x", by=world.editor, now=world.now)


def test_two_begin_a_new_procedure_at_the_same_moment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = editing.begin_procedure("9.000001", name="x", by=world.editor, now=world.now)
    seen = iter([None])  # the second asks before the first has written
    monkeypatch.setattr(editing, "open_draft", lambda code: next(seen, first))
    assert editing.begin_procedure("9.000001", name="y", by=world.editor_two, now=world.now) == first
    assert EditorDraft.objects.count() == 1


def test_a_code_that_is_taken(world: World) -> None:
    ProcedureAlias.objects.create(code="T-1", procedure=world.birth)
    ProcedureAlias.objects.create(code="9.9", procedure=world.birth)
    for code in (world.birth.code, "9.9"):
        with pytest.raises(CodeTaken):
            editing.begin_procedure(code, name="x", by=world.editor, now=world.now)


def test_a_version_is_withdrawn_before_its_day(world: World) -> None:
    done = approve(world, submitted(world))
    version = newest_version(world.birth.code)
    assert version is not None
    later = editing.begin_draft(version, by=world.editor, now=world.now)
    before = withdraw_version(version, reason="Quyết định bị hoãn.", by=world.editor, now=world.now)
    assert before is not None and (before.number, before.valid_to) == (1, None)
    done.refresh_from_db()
    later.refresh_from_db()
    assert (done.status, done.published, done.note, done.content["name"]) == ("withdrawn", None, "Quyết định bị hoãn.", "Đăng ký khai sinh lưu động")
    assert later.base == before and queries.current_version(world.birth.code, SOON) == before
    line = withdrawals(world.birth)[0]
    assert (line.event.data["number"], line.event.data["reason"], line.who) == (2, "Quyết định bị hoãn.", world.editor.full_name)
    assert not list(broken_links("draft")) and not list(broken_links("procedure"))
    again = catalogue.publish_version(replace(DRAFT, code=world.birth.code), valid_from=SOON, by="system", now=world.now)
    assert (again.number, versions_of(world.birth)[0].at) == (2, world.now)


def test_what_cannot_be_withdrawn(world: World) -> None:
    version = newest_version(world.birth.code)
    assert version is not None
    with pytest.raises(VersionBegun):
        withdraw_version(version, reason="x", by=world.editor, now=world.now)
    approve(world, submitted(world))
    second = newest_version(world.birth.code)
    assert second is not None
    with pytest.raises(ReasonNeeded):
        withdraw_version(second, reason=" ", by=world.editor, now=world.now)
    with pytest.raises(VersionBegun):
        withdraw_version(second, reason="x", by=world.editor, now=datetime.combine(SOON, time(0), VN))
    approve(world, submitted(world, SOON + timedelta(days=5), name="Bản thứ ba"), day=SOON + timedelta(days=5))
    with pytest.raises(LaterVersionFirst):
        withdraw_version(second, reason="x", by=world.editor, now=world.now)


def test_parts_of_an_import_are_done_when_an_editor_publishes_and_open_again_when_it_is_withdrawn(world: World) -> None:
    version = newest_version(world.birth.code)
    assert version is not None
    Unreadable.objects.create(version=version, field="channels", problem="no_limit", text="Theo quy định", at=world.now)
    assert open_unreadable().total == 1 and edited_procedures(day=TODAY, state="chua-doc").rows[0].unreadable == 1
    approve(world, submitted(world))
    assert open_unreadable().total == 0
    newest = newest_version(world.birth.code)
    assert newest is not None
    withdraw_version(newest, reason="x", by=world.editor, now=world.now)
    assert open_unreadable().total == 1


def codes(state: str = "", q: str = "", after: str = "", **more: Any) -> list[str]:
    return [row.procedure.code for row in edited_procedures(day=TODAY, state=state, q=q, after=after, **more).rows]


def test_the_list_by_state_and_words(world: World) -> None:
    everything = ["1.000894", "1.001193", "1.009999", "1.012753"]
    assert codes() == codes("hieu-luc") == everything and codes("sap-toi") == codes("ban-thao") == codes("chua-doc") == codes("het") == []
    draft = submitted(world)
    assert codes("ban-thao") == ["1.001193"]
    approve(world, draft)
    assert codes("sap-toi") == ["1.001193"] and codes("ban-thao") == []
    row = next(row for row in edited_procedures(day=TODAY).rows if row.procedure == world.birth)
    assert row.current is not None and row.future is not None and (row.current.number, row.future.number) == (1, 2)
    ProcedureVersion.objects.filter(procedure=world.deed).update(valid_to=TODAY - timedelta(days=1))
    assert codes("het") == ["1.012753"] and "1.012753" not in codes("hieu-luc")
    assert codes(q="khai sinh") == ["1.001193"] and codes(q="1.00") == everything[:3] and codes(q="%") == codes(q="\x00?") == []


def test_pages_of_the_list_go_on_from_a_code(world: World) -> None:
    first = edited_procedures(day=TODAY, per_page=3)
    assert first.after == "1.009999" and codes(after=first.after, per_page=3) == ["1.012753"]
    assert edited_procedures(day=TODAY, per_page=4).after == ""


@pytest.mark.parametrize("number", [1, 3])
def test_numbers_of_queries(world: World, django_assert_num_queries: Count, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr("motcua.catalogue.queries.revisions.REVISION_SECONDS", 3600)  # else a slow machine asks for it once more
    for index in range(number):
        version = catalogue.publish_version(replace(DRAFT, code=f"9.{index}"), valid_from=date(2025, 7, 1), by=f"staff:{world.admin.pk}", now=world.now)
        editing.begin_draft(ProcedureVersion.objects.get(pk=version.pk), by=world.editor, now=world.now)
    with django_assert_num_queries(4):
        for row in edited_procedures(day=TODAY).rows:
            assert row.shown is not None and row.shown.field.name and row.shown.department.name
    with django_assert_num_queries(4):
        assert len(edited_procedures(day=TODAY, state="ban-thao").rows) == number
    edited_procedures(day=TODAY, q="chứng thực")  # the index is built at the first question
    with django_assert_num_queries(5):
        assert len(edited_procedures(day=TODAY, q="chứng thực").rows) == number
    with django_assert_num_queries(1):
        assert [row.written_by.full_name for row in open_drafts()] == [world.editor.full_name] * number
    with django_assert_num_queries(3):
        assert [(one.version.field.name, one.by) for one in versions_of(version.procedure)] == [("Hộ tịch", world.admin.full_name)]
