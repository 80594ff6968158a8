"""What the papers of the desk lead to and say: the slip's code names the case, a branch's tax code its branch."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cast import World, drafts
from tests.pages import PageClient
from tests.papers.reading import codes, picture, words
from tests.web.desk.helpers import CHOOSE, complete, form_of

from motcua.catalogue.actions import publish_version
from motcua.catalogue.models import Case
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.clock import local_day

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


def slip_code(browser: PageClient, case: int, folder: Path) -> str:
    """What the code on a new slip of this case says."""
    answer = browser.post(f"{CHOOSE}{case}/chua-hop-le/", {"do": "guide", "advice": "Xin bổ sung.", "slip": f"t-{case}"})
    return codes(picture(browser.get(f"{answer['Location']}phieu.pdf").content, folder))["QRCode"].text


def test_the_code_of_a_slip_leads_to_the_papers_of_the_persons_case(world: World, login: Enter, tmp_path: Path) -> None:
    browser = login("quay1")
    assert slip_code(browser, world.case(world.deed).pk, tmp_path).endswith(f"/thu-tuc/{world.deed.code}/#giay-to")
    draft = next(one for one in drafts() if one.code == world.deed.code)
    two = replace(draft, cases=(draft.cases[0], replace(draft.cases[0], name="Bị mất")))
    publish_version(two, valid_from=local_day(clock.now()), by="system", now=clock.now())
    lost = Case.objects.get(name="Bị mất")
    assert slip_code(browser, lost.pk, tmp_path).endswith(f"/thu-tuc/{world.deed.code}/?truong-hop=2#giay-to")


def test_the_tax_code_of_a_branch_is_written_with_its_hyphen(world: World, login: Enter, tmp_path: Path) -> None:
    browser = login("quay1")
    firm = {"kind": "2", "id_number": "0100109106001", "name": "Chi nhánh 68", "birth_0": "", "birth_1": "", "birth_2": "", "sex": ""}
    assert browser.post(form_of(world, world.deed), complete(world, world.deed, **firm)).status_code == 303
    dossier = Dossier.objects.get()
    paper = words(browser.get(f"/can-bo/ho-so/{dossier.pk}/giay-tiep-nhan.pdf").content, tmp_path)
    assert "0100109106-001" in paper and "Mã số thuế" in paper
    assert "0100109106-001" in html.unescape(browser.get(f"/can-bo/ho-so/{dossier.pk}/").content.decode())
