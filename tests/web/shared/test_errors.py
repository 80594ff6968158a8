"""A rule's no is said in the visitor's language; officers read the Vietnamese sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from django.utils import translation
from tests.cast import World
from tests.pages import PageClient

from motcua.kernel.errors import DomainError
from motcua.queueing.errors import CentreClosed, GroupNotServed, RequestUnreadable, TicketInHand
from motcua.web.shared.errors import broken, database_away, rule_said_no, words_of


@pytest.mark.parametrize(
    ("error", "vietnamese", "english"),
    [
        pytest.param(GroupNotServed(), "Xin chọn nhóm khác", "Please choose another", id="no value"),
        pytest.param(CentreClosed("7:30 & 100 %"), "ngoài giờ làm việc. 7:30 & 100 %", "closed now. 7:30 & 100 %", id="with a value"),
        pytest.param(RequestUnreadable(), "xin bấm lại", "please touch once more", id="two sentences"),
        pytest.param(TicketInHand("A001"), "Số A001 vừa được gọi", "Số A001 vừa được gọi", id="for officers only"),
        pytest.param(DomainError("Còn 5 % chưa nộp."), "Còn 5 % chưa nộp.", "Còn 5 % chưa nộp.", id="per cent without values"),
        pytest.param(DomainError(), "", "", id="empty"),
    ],
)
def test_words_of_an_error(error: DomainError, vietnamese: str, english: str) -> None:
    with translation.override("vi"):
        assert vietnamese in words_of(error) and words_of(error) == error.sentence
    with translation.override("en"):
        assert english in words_of(error)
        assert vietnamese in error.sentence and str(error) == error.sentence


def test_the_page_of_a_no_speaks_the_visitors_language() -> None:
    request = RequestFactory().get("/")
    with translation.override("en"):
        answer = rule_said_no(request, GroupNotServed())
    assert answer.status_code == 409 and "Please choose another" in answer.content.decode()
    assert "nhóm khác" not in answer.content.decode()


def _remember(request: HttpRequest) -> HttpResponse:
    """A page whose view goes well; then the database takes nothing more, and its session cannot be saved."""
    request.session["n"] = request.session.get("n", 0) + 1
    if "away" in request.GET:
        _go_away()
    return HttpResponse(str(request.session["n"]), content_type="text/plain")


def _go_away() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
            return
        try:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        except DatabaseError:
            return


urlpatterns = [path("nho/", _remember), path("", include("motcua.config.urls"))]
handler400 = "motcua.web.shared.errors.bad_request"
handler500 = "motcua.web.shared.errors.broken"


@pytest.fixture
def database_that_goes() -> Iterator[None]:
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")
    connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_new", [True, False], ids=["a new session", "a session that is there"])
@override_settings(ROOT_URLCONF=__name__)
def test_a_session_that_cannot_be_saved_is_the_databases_fault(client: PageClient, database_that_goes: None, is_new: bool) -> None:
    client.raise_request_exception = False
    if not is_new:
        assert client.get("/nho/").content == b"1"
    answer = client.get("/nho/?away")
    assert answer.status_code == 503 and answer["Retry-After"] == "10"
    assert "Cơ sở dữ liệu tạm thời không trả lời" in answer.content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_session_that_was_deleted_meanwhile_is_not(client: PageClient) -> None:
    client.raise_request_exception = False
    client.get("/nho/")
    client.get("/nho/")
    Session.objects.all().delete()
    assert client.get("/nho/").status_code == 200
    assert broken(RequestFactory().get("/")).status_code == 500


@pytest.mark.parametrize(
    ("method", "address", "leads_to"),
    [
        ("get", "/ki-ot/tinh/cua-chinh/", "/ki-ot/tinh/cua-chinh/"),
        ("post", "/ki-ot/tinh/cua-chinh/", "/ki-ot/tinh/cua-chinh/"),
        ("get", "/ki-ot/tinh/cua-chinh/so/abc/", "/ki-ot/tinh/cua-chinh/so/abc/"),
        ("post", "/ki-ot/tinh/cua-chinh/in/abc/", "/ki-ot/tinh/cua-chinh/"),
        ("get", "/thu-tuc/", "/"),
    ],
)
def test_a_kiosk_stays_a_kiosk_when_something_is_wrong(method: str, address: str, leads_to: str) -> None:
    html = database_away(getattr(RequestFactory(), method)(address)).content.decode()
    assert f'href="{leads_to}"' in html
    is_kiosk = leads_to != "/"
    assert ('href="/"' not in html) == is_kiosk
    assert (f'data-idle-url="{leads_to}"' in html) == is_kiosk


def test_an_unknown_ticket_leads_a_kiosk_to_its_start(client: PageClient, world: World) -> None:
    html = client.get("/ki-ot/tinh/cua-chinh/so/khong-co/").content.decode()
    assert 'href="/ki-ot/tinh/cua-chinh/"' in html and 'href="/"' not in html


def test_a_kiosk_that_opens_the_address_of_a_button_goes_to_its_start(client: PageClient) -> None:
    answer = client.get("/ki-ot/tinh/cua-chinh/in/abc/")
    assert answer.status_code == 405 and 'href="/ki-ot/tinh/cua-chinh/"' in answer.content.decode()


def test_a_browser_that_looks_for_a_picture_finds_one(client: PageClient) -> None:
    assert client.get("/favicon.ico")["Location"].endswith("favicon-32.png")


@pytest.mark.django_db
def test_a_foreign_host_is_answered_by_no_page(settings: object) -> None:
    settings.ALLOWED_HOSTS = ["motcua.example"]  # type: ignore[attr-defined]
    for address in ("/", "/khoe/", "/tra-cuu/", "/can-bo/dang-nhap/"):
        assert Client(headers={"host": "evil.example"}).get(address).status_code == 400
        assert Client(headers={"host": "motcua.example"}).get(address).status_code == 200


@pytest.mark.django_db
def test_a_request_far_larger_than_a_form_is_refused_unread(settings: object) -> None:
    settings.MAX_REQUEST = 100  # type: ignore[attr-defined]
    answer = Client().post("/can-bo/dang-nhap/", {"username": "x" * 200})
    assert answer.status_code == 413 and "lớn hơn 20 MB" in answer.content.decode()
    assert Client().post("/can-bo/dang-nhap/", {"username": "x"}, content_type="application/x-www-form-urlencoded").status_code != 413
