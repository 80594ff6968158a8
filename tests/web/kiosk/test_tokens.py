"""What is no token never reaches the database: 404 for addresses, the kiosk's own sentence for a tap."""

from __future__ import annotations

import pytest
from tests.cast import World
from tests.pages import PageClient

from motcua.queueing.errors import RequestUnreadable
from motcua.queueing.models import Ticket

START = "/ki-ot/tinh/cua-chinh/"


@pytest.mark.parametrize("token", ["%00", "abc%00", "%C3%A1", "a" * 33, "a%0Ab"])
@pytest.mark.parametrize("path", ["/so/{}/", "/so/{}/manh/", "/so/{}/in/", "/so/{}/huy/", START + "so/{}/"])
def test_an_address_with_no_token_is_unknown(client: PageClient, world: World, path: str, token: str) -> None:
    assert client.get(path.format(token)).status_code == 404


@pytest.mark.parametrize("token", ["\0", "a\0", "a\nb", "\x7f"])
def test_a_tap_with_an_unreadable_token_gives_nothing(
    client: PageClient, world: World, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setattr("motcua.web.kiosk.views.touch.now", lambda: world.now)
    answer = client.post(START, {"token": token, "group": world.civil.pk})
    assert answer.status_code == 409 and RequestUnreadable().sentence in answer.content.decode()
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("words", [{"q": "\0khai sinh"}, {"uu-tien": "\0"}], ids=["search", "priority"])
def test_a_nul_in_a_question_is_no_error(
    client: PageClient, world: World, monkeypatch: pytest.MonkeyPatch, words: dict[str, str]
) -> None:
    monkeypatch.setattr("motcua.web.kiosk.views.touch.now", lambda: world.now)
    assert 'name="token"' in client.get(START, words).content.decode()


def test_a_nul_for_a_procedure_is_a_group_not_served(client: PageClient, world: World) -> None:
    assert client.post(START, {"token": "ba-muoi", "procedure": "1\0"}).status_code == 409
