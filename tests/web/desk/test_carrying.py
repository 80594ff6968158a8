"""What goes along to another procedure's form and to a new version's; never in an address."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.cast import World, drafts
from tests.pages import PageClient
from tests.web.desk.helpers import complete, form_of, value_of

from motcua.catalogue.actions import publish_version
from motcua.catalogue.models import PaperAsked
from motcua.catalogue.rules.drafts import DraftPaper
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.clock import local_day

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
PERSON = {"id_number": "022188001234", "name": "Nguyễn Thị An", "birth_2": "1988", "phone": "0912345678", "authoriser": "Lê Văn Chủ"}


def other_procedure(browser: PageClient, world: World, **typed: Any) -> str:
    """Where F10 leads from the form of the deed."""
    answer = browser.post(f"{form_of(world, world.deed)}?so=khong", {"kind": "1", "content": "Cấp đổi", "do": "other", **typed})
    assert answer.status_code == 303
    return str(answer["Location"])


def test_the_person_goes_along_to_another_procedure_and_no_address_says_who_it_is(world: World, login: Enter) -> None:
    browser = login("quay1")
    address = other_procedure(browser, world, **PERSON)
    assert re.fullmatch(r"/can-bo/tiep-nhan/\?so=khong&giu=[\w-]{6,}", address)
    choices = browser.get(address, {"q": "khai sinh", "so": "khong", "giu": address.partition("giu=")[2]}).content.decode()
    assert "được giữ lại" in choices
    onward = re.search(rf'href="({form_of(world, world.birth)}\?[^"]*)"', choices)
    assert onward
    form = browser.get(onward[1].replace("&amp;", "&")).content.decode()
    assert {name: value_of(form, name) for name in PERSON} == PERSON and value_of(form, "content") == ""
    assert "biểu mẫu vừa mở trước đó" in form


def test_an_empty_form_takes_nothing_along(world: World, login: Enter) -> None:
    browser = login("quay1")
    other_procedure(browser, world, **PERSON)
    address = other_procedure(browser, world)
    assert address == "/can-bo/tiep-nhan/?so=khong" and "được giữ lại" not in browser.get(address).content.decode()


def test_the_person_is_kept_no_longer_than_the_form(world: World, login: Enter) -> None:
    browser = login("quay1")
    address = other_procedure(browser, world, **PERSON)
    form = f"{form_of(world, world.deed)}?{address.partition('?')[2]}"
    assert value_of(browser.get(form).content.decode(), "name") == "Nguyễn Thị An"
    assert value_of(login("quay2").get(form).content.decode(), "name") == ""
    assert browser.post(form, complete(world, world.deed)).status_code == 303 and Dossier.objects.count() == 1
    assert value_of(browser.get(form).content.decode(), "name") == "" and "person" not in browser.session


def test_a_new_version_keeps_the_ticks_of_the_papers_that_it_asks_for_as_well(world: World, login: Enter) -> None:
    browser, address = login("quay1"), form_of(world, world.deed)
    old = {paper.name: paper.pk for paper in world.case(world.deed).papers.all()}
    typed = complete(world, world.deed, **{f"p{old['Bản vẽ']}": None, f"p{old['Tờ khai theo mẫu']}_k": "7"})
    draft = next(one for one in drafts() if one.code == world.deed.code)
    papers = (DraftPaper("Trích lục", originals=1), *(paper for paper in draft.cases[0].papers if paper.name != "Giấy chứng nhận đã cấp"))
    publish_version(replace(draft, cases=(replace(draft.cases[0], papers=papers),)), valid_from=local_day(clock.now()), by="system", now=clock.now())
    text = browser.post(address, typed).content.decode()
    new = {paper.name: paper.pk for paper in PaperAsked.objects.exclude(pk__in=old.values()).filter(case__version__procedure=world.deed)}
    kept = dict(re.findall(r'<input type="hidden" name="(p\d+(?:_\w)?)" value="([^"]*)"', text))
    assert kept[f"p{new['Tờ khai theo mẫu']}"] == "on" and kept[f"p{new['Tờ khai theo mẫu']}_k"] == "7"
    assert f"p{new['Bản vẽ']}" not in kept and f"p{new['Trích lục']}" not in kept and not any(f"p{pk}" in kept for pk in old.values())
