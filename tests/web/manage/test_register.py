"""The register of a day (form 7): what the receipt names stands there, for the head of that centre alone, and each look is remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cast import AN, MONDAY, World
from tests.pages import PageClient
from tests.papers.reading import needs_poppler, words

from motcua.audit.models import Reading
from motcua.dossiers.actions.ending import withdraw
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import receipt_data
from motcua.dossiers.queries.register import received_on
from motcua.kernel.clock import local_day

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
HERE = "/quan-ly/so-theo-doi/"
DAY = {"day_0": f"{MONDAY:%d}", "day_1": f"{MONDAY:%m}", "day_2": f"{MONDAY:%Y}"}


@needs_poppler
def test_the_days_dossiers_stand_by_number_as_the_receipts_say(world: World, login: Enter, tmp_path: Path) -> None:
    first, second = world.a_dossier(), world.a_dossier(at="returned")
    third = withdraw(world.a_dossier(), by=world.clerk, now=world.now)
    strange, tomorrow = world.a_dossier(), world.a_dossier(now=MONDAY + timedelta(days=1))
    Dossier.objects.filter(pk=strange.pk).update(received_at_centre=world.site)
    answer = login("lanhdao").get(HERE, DAY)
    assert answer["Content-Type"] == "application/pdf" and answer["Cache-Control"].startswith("max-age=0")
    text = words(answer.content, tmp_path)
    places = [text.index(str(dossier.code)[-11:]) for dossier in (first, second, third)]
    assert places == sorted(places)
    assert not any(str(dossier.code)[-11:] in text for dossier in (strange, tomorrow))
    assert AN.name in text and "Giấy tiếp" in text and "yêu cầu rút" in text  # narrow columns
    register = receipt_data(second, tracking_url="https://example.org/").register
    assert register == f"Quyển {world.centre.unit.agency_code}/{MONDAY:%Y}, ngày {MONDAY:%d/%m}, số thứ tự 2"
    assert f"Quyển số: {world.centre.unit.agency_code}/{MONDAY:%Y}" in text
    read = Reading.objects.filter(what="sổ theo dõi hồ sơ")
    assert set(read.values_list("record", "actor")) == {(one.pk, f"staff:{world.head.pk}") for one in (first, second, third)}


@pytest.mark.parametrize(("day", "sentence"), [
    ({"day_0": "1", "day_1": "3", "day_2": "2024"}, "không tiếp nhận hồ sơ nào"), ({**DAY, "day_2": "2099"}, "Ngày này chưa đến"),
    ({**DAY, "day_0": ""}, "Ghi đủ ngày, tháng và năm"), ({"day_0": "", "day_1": "", "day_2": ""}, "Chưa chọn ngày"),
], ids=["none received", "not yet", "half a day", "no day"])  # fmt: skip
def test_a_day_without_a_register_says_why(world: World, login: Enter, day: dict[str, str], sentence: str) -> None:
    world.a_dossier()
    answer = login("lanhdao").get(HERE, day)
    assert answer.status_code == 422 and sentence in answer.content.decode() and not Reading.objects.exists()


def test_it_opens_from_today_with_the_day_filled_in_and_for_no_officer(world: World, login: Enter) -> None:
    head = login("lanhdao")
    assert f'href="{HERE}?trung-tam={world.centre.slug}"' in head.get("/quan-ly/").content.decode()
    assert 'name="day_2"' in head.get(HERE).content.decode()
    assert login("quay1").get(HERE, DAY).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_days_dossiers_are_two_queries(world: World, number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        world.a_dossier(at="returned")
    with django_assert_num_queries(2):
        rows = received_on(world.centre, local_day(MONDAY))
        assert [len(row.hand_overs.all()) > 0 for row in rows] == [True] * number
