"""Keys of the desk: each shown key does something now, and a counter's key is its own number."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.web.desk.helpers import COUNTER, open_counter

from motcua.centres.models import Counter

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]


def counter_keys(browser: PageClient) -> dict[int, str]:
    """Number of each free counter on the page of choice -> its key, empty when it has none."""
    text = browser.get(COUNTER).content.decode()
    buttons = re.findall(r'<button class="mc-desk-counters__free"[^>]*value="(\d+)"([^>]*)>(.*?)</button>', text, re.S)
    keys = {}
    for pk, attributes, words in buttons:
        shown, pressed = re.findall(r"<kbd[^>]*>([^<]*)<", words), re.findall(r'data-key="([^"]*)"', attributes)
        assert shown == pressed, "the key that is shown is the key that works"
        keys[Counter.objects.get(pk=pk).number] = "".join(pressed)
    return keys


def test_a_counters_key_is_its_number_whoever_sits_elsewhere(world: World, login: Enter) -> None:
    for number in (9, 10, 11):
        Counter.objects.create(centre=world.centre, room=world.room, number=number)
    browser = login("quay2")
    assert counter_keys(browser) == {1: "1", 2: "2", 3: "3", 9: "9", 10: "0", 11: ""}
    open_counter(login("quay1"), world)
    assert counter_keys(browser) == {2: "2", 3: "3", 9: "9", 10: "0", 11: ""}
