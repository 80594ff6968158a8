"""Every address of the desk against every role: strangers get the log-in, the wrong role gets a 404, nobody gets a page of another centre."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from tests.cast import World
from tests.pages import PageClient

from motcua.accounts.rules import actor_of
from motcua.audit.models import Reading
from motcua.dossiers.models import HandOver
from motcua.dossiers.rules import Actor
from motcua.web.desk import urls

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
RECEPTION, DEPARTMENT, HEAD = "quay1", "datdai", "lanhdao"
EVERYBODY = (RECEPTION, DEPARTMENT, HEAD, "huongdan", "quantri")

# name -> (method, arguments, who of the cast does not get a 404)
ADDRESSES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "home": ("get", (), EVERYBODY),
    "password": ("get", (), EVERYBODY),
    "counter": ("get", (), (RECEPTION,)),
    "counter_part": ("get", (), (RECEPTION,)),
    "open_counter": ("post", (), ()),
    "counter_do": ("post", (), ()),
    "come_back": ("post", (), ()),
    "transfer": ("get", (), (RECEPTION,)),
    "pause": ("get", (), (RECEPTION,)),
    "choose": ("get", (), (RECEPTION,)),
    "receive": ("get", ("case",), (RECEPTION,)),
    "guide_back": ("get", ("case",), (RECEPTION,)),
    "slip": ("get", ("slip",), (RECEPTION,)),
    "slip_pdf": ("get", ("slip",), (RECEPTION, HEAD)),
    "dossiers": ("get", (), (RECEPTION, DEPARTMENT, HEAD)),
    "hand_many": ("post", (), (RECEPTION,)),
    "handed": ("get", ("first",), (RECEPTION, HEAD)),
    "handover_pdf": ("get", ("first",), (RECEPTION, HEAD)),
    "dossier": ("get", ("pk",), (RECEPTION, DEPARTMENT, HEAD)),
    "received": ("get", ("pk",), (RECEPTION,)),
    "receipt_pdf": ("get", ("pk",), (RECEPTION, HEAD)),
    "hand_one": ("get", ("pk",), (RECEPTION, HEAD)),
    "finish": ("get", ("pk",), (DEPARTMENT,)),
    "collect": ("get", ("pk",), (RECEPTION, HEAD)),
    "hand_over": ("get", ("pk",), (RECEPTION, HEAD)),
    "request_supplement": ("get", ("pk",), (RECEPTION, DEPARTMENT, HEAD)),
    "complete_supplement": ("get", ("pk",), (RECEPTION, HEAD)),
    "allow_supplement": ("get", ("pk",), (HEAD,)),
    "require_payment": ("get", ("pk",), (DEPARTMENT,)),
    "confirm_payment": ("get", ("pk",), (RECEPTION, HEAD)),
    "extend": ("get", ("pk",), (DEPARTMENT,)),
    "stop": ("get", ("pk",), (DEPARTMENT,)),
    "withdraw": ("get", ("pk",), (RECEPTION, HEAD)),
    "supplement_pdf": ("get", ("asked",), (RECEPTION, DEPARTMENT, HEAD)),
    "apology_pdf": ("get", ("asked",), (RECEPTION, DEPARTMENT, HEAD)),
    "stop_pdf": ("get", ("asked",), (RECEPTION, DEPARTMENT, HEAD)),
    "control_pdf": ("get", ("pk",), (RECEPTION, DEPARTMENT, HEAD)),
    "why": ("get", ("pk",), (RECEPTION, DEPARTMENT, HEAD)),
    "result": ("get", ("pk", "result"), (RECEPTION, DEPARTMENT, HEAD)),
}
OPEN = {"login", "logout"}
FOREIGN = ("halong1", "tuphap")
PAPERS = [entry.name for entry in urls.urlpatterns if str(entry.pattern).endswith(".pdf")]
ABOUT_NOBODY = {"slip_pdf"}  # a guidance slip keeps no personal data and belongs to no dossier


@pytest.fixture
def numbers(world: World) -> dict[str, int]:
    """Rows that the addresses name: a finished dossier with its records, and a slip."""
    from motcua.dossiers import actions as dossiers

    dossier, case = world.a_dossier(at="finished", paid=False), world.case(world.deed)
    slip = dossiers.guide_back(centre=world.centre, case=case, items=[], words="Thiếu tờ khai", by=world.clerk, now=world.now, request="slip-1")
    handed = HandOver.objects.get(dossier=dossier, to_unit__isnull=False)
    letters = world.a_dossier(at="processing")
    letters = dossiers.extend(letters, until=date(2026, 3, 20), reason="Chờ đo", signer="Lãnh", signer_title="Giám đốc", by=world.officer, now=world.now)
    asked = [{"paper": "Bản vẽ", "problem": "", "remedy": ""}]
    letters = dossiers.request_supplement(letters, items=asked, reason="Thiếu", who=Actor.DEPARTMENT, by=world.officer, now=world.now)
    letters = dossiers.stop(letters, reason="Tranh chấp", by=world.officer, now=world.now)
    return {"asked": letters.pk, "pk": dossier.pk, "case": case.pk, "slip": slip.pk, "first": handed.pk, "result": dossier.results.get().pk}


def test_the_table_knows_every_address() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(ADDRESSES) | OPEN


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_gets_in(world: World, login: Enter, numbers: dict[str, int], name: str) -> None:
    method, words, allowed = ADDRESSES[name]
    address = reverse(f"desk:{name}", args=[numbers[word] for word in words])
    stranger = getattr(PageClient(), method)(address)
    assert stranger.status_code == 302 and stranger["Location"].startswith("/can-bo/dang-nhap/")
    for person in EVERYBODY:
        answer = getattr(login(person), method)(address)
        assert not answer.streaming or b"".join(answer.streaming_content)
        assert (answer.status_code != 404) == (person in allowed), f"{person}: {answer.status_code}"


@pytest.mark.parametrize("name", [name for name, row in ADDRESSES.items() if row[1]])
def test_other_centres_and_departments_find_nothing(world: World, login: Enter, numbers: dict[str, int], name: str) -> None:
    method, words, _allowed = ADDRESSES[name]
    address = reverse(f"desk:{name}", args=[numbers[word] for word in words])
    assert [getattr(login(person), method)(address).status_code for person in FOREIGN] == [404, 404]


@pytest.mark.parametrize("name", [name for name in PAPERS if name not in ABOUT_NOBODY])
def test_a_paper_of_a_dossier_is_not_opened_unseen(world: World, login: Enter, numbers: dict[str, int], name: str) -> None:
    """A citizen's paper leaves a read event of whoever opened it (Decree 13/2023); one that is refused shows nothing and leaves none."""
    _method, (word,), _allowed = ADDRESSES[name]
    shown = [numbers["pk"], numbers["asked"]] if word == "first" else [numbers[word]]  # both were given at the same moment
    for person in (*FOREIGN, HEAD):
        login(person).get(reverse(f"desk:{name}", args=[numbers[word]]))
    read = Reading.objects.order_by("record").values_list("kind", "record", "actor")
    assert list(read) == [("dossier", dossier, actor_of(world.head)) for dossier in sorted(shown)]


def test_the_old_method_is_refused(world: World, login: Enter) -> None:
    browser = login(RECEPTION)
    assert [browser.get(reverse(f"desk:{name}")).status_code for name in ("counter_do", "open_counter", "come_back")] == [405, 405, 405]
    assert browser.get(reverse("desk:hand_many"))["Location"] == reverse("desk:dossiers")
