"""Cards scanned while the cursor stands in the authoriser's part, and cards that nobody had read yet when the form was sent."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.cast import World
from tests.pages import PageClient
from tests.web.desk.helpers import complete, form_of, value_of

from motcua.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
CARD = "022075004321||Lê Văn Chủ|06051975|Nam|Tổ 9, Cẩm Phả|01012021"


@pytest.mark.parametrize("field", ["authoriser", "authoriser_id_number", "authoriser_address", "authoriser_phone", "authoriser_email"])
def test_a_card_scanned_into_the_authorisers_part_is_the_authorisers(world: World, login: Enter, field: str) -> None:
    typed = {"name": "Nguyễn Thị An", "id_number": "022188001234", field: CARD, "do": "look"}
    text = login("quay1").post(form_of(world, world.deed), typed).content.decode()
    found = [value_of(text, name) for name in ("authoriser", "authoriser_id_number", "authoriser_address", "authoriser_phone", "authoriser_email")]
    assert found == ["Lê Văn Chủ", "022075004321", "Tổ 9, Cẩm Phả", "", ""]
    assert [value_of(text, name) for name in ("name", "id_number", "birth_2")] == ["Nguyễn Thị An", "022188001234", ""]


@pytest.mark.parametrize("field", ["scan", "authoriser_address", "address"])
def test_a_card_that_nobody_read_yet_is_shown_before_anything_is_received(world: World, login: Enter, field: str) -> None:
    """A scanner that sends no Enter, then F9: the raw text would stand on the receipt, or another person's name."""
    answer = login("quay1").post(form_of(world, world.deed), complete(world, world.deed, **{field: CARD}))
    text = answer.content.decode()
    assert answer.status_code == 200 and "Lê Văn Chủ" in text and "022075004321|" not in text and not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "scan"),
        ({"sets": "1"}, "scan"),
        ({"scan": CARD}, "phone"),
        ({"scan": CARD, "phone": "0912345678"}, "name"),
        ({"scan": "022188001234"}, "name"),
        ({"name": "Nguyễn Thị An"}, "id_number"),
        ({"scan": "not a card"}, "scan"),
    ],
    ids=["nothing", "only the sets", "a card", "a card and a telephone", "a bare number", "a name", "no card"],
)
def test_the_cursor_stands_where_something_is_missing(world: World, login: Enter, typed: dict[str, str], field: str) -> None:
    text = login("quay1").post(form_of(world, world.deed), {**typed, "do": "look"}).content.decode()
    assert re.findall(r'<input[^>]* name="(\w+)"[^>]* data-autofocus', text) == [field]


@pytest.mark.parametrize("field", ["scan", "address", "authoriser", "authoriser_address"])
def test_a_code_that_only_looks_like_a_card_is_a_sentence(world: World, login: Enter, field: str) -> None:
    strange = f"022075004321||{'Lê ' * 700}|06051975|Nam|Tổ 9, Cẩm Phả|01012021"  # longer than any card, so it is cut before its end
    answer = login("quay1").post(form_of(world, world.deed), {"name": "Nguyễn Thị An", field: strange, "do": "look"})
    assert answer.status_code == 200 and "không phải mã QR của thẻ căn cước" in answer.content.decode()
