"""Each of the head's figures of dossiers leads to the list of exactly the dossiers that it counts, in the centre that is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import AN, MONDAY, World
from tests.pages import PageClient

from motcua.accounts.models import Post
from motcua.accounts.rules import Role
from motcua.dossiers.actions import extend
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.clock import VN, local_day

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
TODAY, LISTS = "/quan-ly/", "/quan-ly/ho-so/"
NOW = datetime(2026, 3, 16, 10, 0, tzinfo=VN)  # an hour after the dossiers of MONDAY were due
EARLY = NOW.replace(hour=6)


@pytest.fixture
def head(login: Enter, monkeypatch: pytest.MonkeyPatch) -> PageClient:
    """The head in a browser at NOW; logged in before the clock is set, so that the session is not over."""
    browser = login("lanhdao")
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return browser


@pytest.fixture
def cast(world: World) -> dict[str, Dossier]:
    """Dossiers on both sides of every figure, by name."""
    found = {
        "waits since Monday": world.a_dossier(), "in work since Monday": world.a_dossier(at="processing"), "done in time": world.a_dossier(at="finished"),
        "returned in time": world.a_dossier(at="returned"), "due tomorrow": world.a_dossier(now=MONDAY + timedelta(days=1)),
        "came and waits": world.a_dossier(now=EARLY), "came and went on": world.a_dossier(at="processing", now=EARLY),
        "came and is done": world.a_dossier(at="finished", now=EARLY), "came and was returned": world.a_dossier(at="returned", now=EARLY),
        "came at midnight": world.a_dossier(now=NOW.replace(hour=0)), "came before midnight": world.a_dossier(now=NOW.replace(hour=0) - timedelta(minutes=1)),
        "late elsewhere": world.a_dossier(), "came elsewhere": world.a_dossier(at="returned", now=EARLY),
        "extended": extend(
            world.a_dossier(at="processing"), until=local_day(NOW) + timedelta(days=9), reason="Chờ đo đạc", signer="Trịnh Lãnh", signer_title="Giám đốc",
            by=world.officer, now=MONDAY + timedelta(days=3),
        ),
    }  # fmt: skip
    Dossier.objects.filter(pk__in=[row.pk for name, row in found.items() if "elsewhere" in name]).update(received_at_centre=world.site)
    return found


def listed(page: str) -> list[str]:
    """The codes in the list, from first to last."""
    return re.findall(r'class="govuk-link mc-desk-code"[^>]*>([^<]+)</a>', page)


def links(page: str) -> dict[str, tuple[str, str]]:
    """Place -> (address, value) of the figures that lead somewhere."""
    found = re.findall(r'<dt class="mc-stat__label"><a [^>]*href="(/quan-ly/ho-so/([a-z-]+)/[^"]*)">[^<]*</a></dt>\s*<dd[^>]*>([^<]*)<', page)
    return {place: (address, value) for address, place, value in found}


EXPECTED = {
    "tiep-nhan": ["came at midnight", "came and waits", "came and went on", "came and is done", "came and was returned"],
    "co-ket-qua": ["came and is done", "came and was returned"],
    "da-tra": ["came and was returned"],
    "hen-tra": ["waits since Monday", "in work since Monday"],
    "qua-han": ["waits since Monday", "in work since Monday", "extended"],
}


@pytest.mark.parametrize("place", EXPECTED)
def test_the_list_is_what_the_figure_counts(head: PageClient, cast: dict[str, Dossier], place: str) -> None:
    address, value = links(head.get(TODAY).content.decode())[place]
    page = head.get(address).content.decode()
    assert listed(page) == [cast[name].code for name in EXPECTED[place]]
    assert value == str(len(EXPECTED[place]))
    assert AN.id_number not in page and AN.name not in page and "022*****1234" in page


def test_a_head_of_two_centres_stays_in_the_one_looked_at(world: World, head: PageClient, cast: dict[str, Dossier]) -> None:
    Post.objects.create(staff=world.head, role=Role.HEAD, centre=world.site)
    there = f"trung-tam={world.site.slug}"
    for page in (TODAY, f"{TODAY}phan/"):
        found = links(head.get(f"{page}?{there}").content.decode())
        assert {place: (address.partition("?")[2], value) for place, (address, value) in found.items()} == {
            "tiep-nhan": (there, "1"), "co-ket-qua": (there, "1"), "da-tra": (there, "1"), "hen-tra": (there, "1"), "qua-han": (there, "1"),
        }  # fmt: skip
    page = head.get(f"{LISTS}qua-han/?{there}").content.decode()
    assert listed(page) == [cast["late elsewhere"].code] and f'href="{TODAY}?{there}"' in page and world.site.name in page


def test_a_head_sees_no_list_of_another_centre(world: World, head: PageClient, cast: dict[str, Dossier]) -> None:
    page = head.get(f"{LISTS}qua-han/?trung-tam={world.site.slug}").content.decode()
    assert cast["late elsewhere"].code not in page and cast["extended"].code in page


def test_pages_follow_each_other_in_the_same_centre(world: World, head: PageClient) -> None:
    Post.objects.create(staff=world.head, role=Role.HEAD, centre=world.site)
    codes = [world.a_dossier(paid=False).code for _ in range(27)]
    Dossier.objects.update(received_at_centre=world.site)
    first = head.get(f"{LISTS}qua-han/?trung-tam={world.site.slug}").content.decode()
    following = re.search(r'href="([^"]*sau=[^"]*)"', first)
    assert following
    second = head.get(following[1].replace("&amp;", "&")).content.decode()
    assert listed(first) + listed(second) == codes and "Trang sau" not in second and "Về đầu" in second


@pytest.mark.parametrize("rows", [1, 3])
def test_a_fixed_number_of_questions(world: World, login: Enter, django_assert_num_queries: Any, rows: int) -> None:
    for _ in range(rows):
        world.a_dossier()
    head = login("lanhdao")
    head.get(f"{LISTS}qua-han/")
    with django_assert_num_queries(3):
        assert len(listed(head.get(f"{LISTS}qua-han/").content.decode())) == rows


@pytest.mark.parametrize(("name", "status"), [("lanhdao", 200), ("quay1", 404), ("datdai", 404), ("quantri", 404)])
def test_who_may(world: World, login: Enter, name: str, status: int) -> None:
    assert [login(name).get(f"{LISTS}{place}/").status_code for place in EXPECTED] == [status] * 5
    assert login(name).get(f"{LISTS}khac/").status_code == 404


def test_an_empty_list_says_what_will_come(world: World, login: Enter) -> None:
    assert "khi đã trả kết quả cho công dân" in login("lanhdao").get(f"{LISTS}da-tra/").content.decode()
