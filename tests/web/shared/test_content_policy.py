"""Every page carries the content policy; an answer that only leads on to a page has nothing to protect."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cast import World

HEADER = "Content-Security-Policy"


@pytest.mark.parametrize("address", ["/", "/can-bo/dang-nhap/", "/khong-co-trang-nay/"])
def test_pages_carry_it(client: Client, world: World, address: str) -> None:
    assert "default-src 'self'" in client.get(address)[HEADER]


def test_what_only_leads_on_does_not(client: Client, world: World) -> None:
    answer = client.get("/can-bo/quay/")
    assert answer.status_code == 302
    assert HEADER not in answer
