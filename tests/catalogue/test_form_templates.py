"""The administrator uploads a form's file: tried out, kept under its name, found again by the papers that ask for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.administration import send
from tests.cast import MONDAY, World
from tests.pages import PageClient
from tests.papers.test_filling import a_docx, text_of

from motcua.audit.models import Event
from motcua.catalogue import queries
from motcua.catalogue.actions import keep_template
from motcua.catalogue.models import FormTemplate, ProcedureAlias
from motcua.papers.errors import FileRefused, TemplateRefused
from motcua.papers.filling import fill
from motcua.papers.models import StoredFile

PAGE = "/quan-tri/catalogue/formtemplate/add/"


def test_a_new_file_replaces_the_old_one_and_both_stay_stored(world: World) -> None:
    before = queries.revision()
    keep_template("Tờ khai", a_docx("Cũ {{ ho_ten }}"), file_name="to-khai.docx", by="staff:1", now=MONDAY)
    keep_template("Tờ  khai", a_docx("Mới {{ ho_ten }}"), file_name="to-khai.docx", by="staff:1", now=MONDAY)
    found = queries.template_of("Tờ khai")
    assert found is not None
    assert text_of(fill(found, {"ho_ten": "An"})) == "Mới An"
    assert StoredFile.objects.count() == 2
    assert [event.verb for event in Event.objects.filter(kind="form")] == ["keep", "keep"]
    assert queries.revision() == before + 2
    assert queries.template_of("Mẫu lạ") is None


def test_a_refused_template_leaves_nothing(world: World) -> None:
    for name, content, error in (("x.docx", a_docx("{{ la }}"), TemplateRefused), ("x.pdf", a_docx("x"), FileRefused), ("x.docx", b"", FileRefused)):
        with pytest.raises(error):
            keep_template("Tờ khai", content, file_name=name, by="staff:1", now=MONDAY)
    assert (FormTemplate.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_page_of_the_administrator(login: Callable[[str], PageClient], world: World) -> None:
    browser = login("quantri")
    assert "{{ ho_ten }}" in browser.get(PAGE).content.decode()
    for name, content, sentence in (
        ("a.docx", a_docx("{{ la }}"), "chưa biết"), ("a.pdf", a_docx("x"), "không phải tài liệu Word"), ("", b"", "Chưa chọn tệp"),
    ):  # fmt: skip
        upload = {"upload": SimpleUploadedFile(name, content)} if name else {}
        assert sentence in browser.post(PAGE, {"name": "Tờ khai", "title": "", **upload}).content.decode()
    answer = browser.post(PAGE, {"name": "Tờ khai", "title": "Tờ khai khai sinh", "upload": SimpleUploadedFile("a.docx", a_docx("{{ ho_ten }}"))})
    assert answer.status_code == 302
    kept = FormTemplate.objects.get()
    change = f"/quan-tri/catalogue/formtemplate/{kept.pk}/change/"
    assert send(browser, change, {"title": "Tên mới"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.title, kept.file.name) == ("Tờ khai", "Tên mới", "a.docx")
    assert browser.post(f"/quan-tri/catalogue/formtemplate/{kept.pk}/delete/", {"post": "yes"}).status_code == 403


def test_aliases_and_links_are_kept_with_the_procedure(login: Callable[[str], PageClient], world: World) -> None:
    browser = login("quantri")
    page = f"/quan-tri/catalogue/procedure/{world.birth.pk}/change/"
    fields = {
        "code": "1.001193", "video_url": "https://video.example/1", "sample_url": "", "linked": [world.marriage.pk], "receiving": [world.centre.pk],
        "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-0-code": "T-QNH-1", "aliases-0-procedure": world.birth.pk,
        "versions-TOTAL_FORMS": "0", "versions-INITIAL_FORMS": "0",
    }  # fmt: skip
    answer = send(browser, page, fields)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert ProcedureAlias.objects.get().procedure_id == world.birth.pk
    assert list(world.marriage.linked.all()) == [world.birth]
