"""The board: last calls, what the loudspeaker plays, waiting counts, 304 while nothing changed, no names."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from tests.cast import World
from tests.pages import PageClient, part
from tests.queueing.hall import seat, take

from motcua.centres.models import Centre, Room
from motcua.queueing import actions
from motcua.web.board import views

BOARD = "/bang/tinh/tang-1/"


@pytest.fixture(autouse=True)
def _monday(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.web.board.views.now", lambda: world.now + timedelta(seconds=4))


def inner(html: str) -> str:
    """What is inside the live element, white space aside."""
    return part(html, "hall").partition(">")[2].replace(" ", "")


def calls_of(html: str) -> list[dict[str, Any]]:
    return [json.loads(unescape(text.split('"')[0])) for text in html.split('data-call="')[1:]]


def test_empty_board_says_what_will_come(client: PageClient, world: World) -> None:
    assert "Chưa gọi số nào hôm nay" in client.get(BOARD).content.decode()


def test_the_board_names_centre_and_room(client: PageClient, world: World) -> None:
    head = client.get(BOARD).content.decode().split("<header", 1)[1].split("</header>")[0]
    assert world.centre.name in head and f'<span class="mc-board__room">{world.room.name}</span>' in head


def test_lists_for_setting_up_have_the_english_names_of_centres(client: PageClient, world: World) -> None:
    Centre.objects.filter(pk=world.centre.pk).update(name_en="Provincial Service Centre")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path, sign in (("/bang/", world.room.name), ("/ki-ot/", world.kiosk.name)):
        assert f'Provincial Service Centre – <span lang="vi">{sign}</span>' in client.get(path).content.decode()


def test_calls_with_their_clips(client: PageClient, world: World) -> None:
    take(world)
    actions.call_next(seat(world, 2), expected=None, by=world.clerk, now=world.now)
    html = client.get(BOARD).content.decode()
    (call,) = calls_of(html)
    assert (call["text"], call["age"]) == ("Xin mời công dân số A 0 0 1 đến quầy số 2", 4)
    names = [clip.split("/static/board/sound/")[1].split(".wav")[0] for clip in call["clips"]]
    assert names == ["vi/xin-moi-cong-dan-so", "vi/a", "vi/0", "vi/0", "vi/1", "vi/den-quay-so", "vi/2"]
    assert all(finders.find(f"board/sound/{name}.wav") for name in [*names, "chime"])
    assert 'data-times="2"' in html


def test_english_visitor_hears_both_languages(client: PageClient, world: World) -> None:
    take(world, language="en")
    actions.call_next(seat(world, 2), expected=None, by=world.clerk, now=world.now)
    (call,) = calls_of(client.get(BOARD).content.decode())
    assert [clip.split("/sound/")[1][:2] for clip in call["clips"]] == ["vi"] * 7 + ["en"] * 7


def test_call_again_is_a_new_call_of_the_same_line(client: PageClient, world: World) -> None:
    take(world)
    session = seat(world)
    actions.call_next(session, expected=None, by=world.clerk, now=world.now)
    (first,) = calls_of(client.get(BOARD).content.decode())
    actions.call_again(session, by=world.clerk, now=world.now)
    (second,) = calls_of(client.get(f"{BOARD}manh/").content.decode())
    assert second["id"] > first["id"]


def test_fragment_is_the_part_of_the_page(client: PageClient, world: World) -> None:
    take(world), take(world)
    actions.call_next(seat(world), expected=None, by=world.clerk, now=world.now)
    html, fragment = client.get(BOARD).content.decode(), client.get(f"{BOARD}manh/").content.decode()
    assert "1 chờ" in fragment
    assert inner(html) == inner(f"<!doctype html><div id=hall>{fragment}</div>")
    assert f'data-live-fragment="{BOARD}manh/"' in html
    assert f'/live/{world.centre.pk}"' in html


def test_unchanged_fragment_is_304(client: PageClient, world: World) -> None:
    take(world)
    tag = client.get(f"{BOARD}manh/")["ETag"]
    assert client.get(f"{BOARD}manh/", headers={"If-None-Match": tag}).status_code == 304
    actions.call_next(seat(world), expected=None, by=world.clerk, now=world.now)
    answer = client.get(f"{BOARD}manh/", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "A001" in answer.content.decode()


def test_at_most_four_lines_and_no_names(client: PageClient, world: World) -> None:
    session = seat(world)
    for _ in range(7):
        take(world)
        actions.call_next(session, expected=None, by=world.clerk, now=world.now)
        actions.finish(session, by=world.clerk, now=world.now)
    html = client.get(BOARD).content.decode()
    assert [call["text"].split(" đến")[0][-7:] for call in calls_of(html)] == [f"A 0 0 {n}" for n in (7, 6, 5, 4)]
    assert world.clerk.full_name not in html


@pytest.mark.parametrize("path", ["/bang/tinh/khong-co/", "/bang/khong-co/tang-1/", "/bang/tinh/khong-co/manh/"])
def test_unknown_room(client: PageClient, world: World, path: str) -> None:
    assert client.get(path).status_code == 404


def test_list_of_rooms(client: PageClient, world: World) -> None:
    assert f'href="{BOARD}"' in client.get("/bang/").content.decode()


def test_a_drawing_that_stalls_holds_no_other_board_up(client: PageClient, world: World) -> None:
    """One thread draws for all boards of a room; when it stalls, each draws for itself after a second, and other rooms never wait."""
    other = Room.objects.create(centre=world.centre, slug="tang-2", name="Phòng chờ tầng 2")
    with views._drawing[world.room.pk]:
        begin = time.monotonic()
        assert client.get(f"/bang/tinh/{other.slug}/manh/").status_code == 200
        assert time.monotonic() - begin < views.WAIT_FOR_ANOTHER
        assert client.get(f"/bang/tinh/{world.room.slug}/manh/").status_code == 200
    assert not views._drawing[world.room.pk].locked()
