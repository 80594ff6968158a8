"""Sessions read with prepared SQL obey Django's rules: expired, removed and unknown ones are nobody's; a person put out is nobody at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.cast import World
from tests.pages import PageClient

from motcua.accounts.session_store import SessionStore

pytestmark = pytest.mark.django_db


def test_what_was_kept_is_read_again() -> None:
    store = SessionStore()
    store["dark"] = {"a": [1, "Hạ Long"]}
    store.save()
    assert SessionStore(store.session_key)["dark"] == {"a": [1, "Hạ Long"]}


@pytest.mark.parametrize("key", ["", "nobody-has-this-key-00000000000000", "' OR 1=1 --", "a-nul-within\x00-", "ａｂｃｄｅｆｇｈ"])
def test_an_unknown_key_is_no_session_and_gets_none(key: str) -> None:
    store = SessionStore(key)
    assert list(store.keys()) == []
    assert store.session_key is None


def test_an_expired_session_is_none() -> None:
    store = SessionStore()
    store["a"] = 1
    store.save()
    Session.objects.filter(pk=store.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert list(SessionStore(store.session_key).keys()) == []


def test_who_may_not_log_in_any_more_is_nobody_at_the_next_page(world: World, client: PageClient) -> None:
    client.force_login(world.clerk)
    assert client.get("/can-bo/ho-so/").status_code == 200
    world.clerk.is_active = False
    world.clerk.save()
    assert client.get("/can-bo/ho-so/").headers["Location"].startswith("/can-bo/dang-nhap/")
