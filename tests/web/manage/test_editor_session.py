"""The session ends while a part of a draft is written: what was typed survives the log-in, and nothing is saved by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.cast import PASSWORD, World
from tests.pages import PageClient
from tests.web.manage.test_editor import address, begun, content, typed

pytestmark = pytest.mark.django_db
Enter = Callable[[str], PageClient]
LOGIN = "/can-bo/dang-nhap/"
LONG = "Bước một giữ lại.\n\nBước hai giữ lại."


def test_a_long_text_comes_back_after_the_log_in(world: World, client: PageClient, login: Enter) -> None:
    editor = login("bientap1")
    draft = begun(editor)
    here = address(draft, "trinh-tu/")
    form = typed(editor.get(here).content.decode())
    sent = {**form, "steps": LONG, "viec": "luu"}
    page = client.post(here, sent).content.decode()
    assert "vẫn còn" in page and LONG in page
    carried = {f"giu.{name}": value for name, value in sent.items()}
    again = client.post(LOGIN, {"username": "bientap1", "password": PASSWORD, "next": here, **carried}).content.decode()
    assert "Mở lại biểu mẫu" in again and LONG in again and f'action="{here}"' in again
    before = content(draft)
    back = client.post(here, {**sent, "do": "look"})
    assert back.status_code == 200 and LONG in back.content.decode() and content(draft) == before
    assert client.post(here, {**typed(back.content.decode()), "viec": "luu"}).status_code == 303
    assert content(draft) != before


@pytest.mark.parametrize("verb", ["submit", "discard"])
def test_a_step_of_a_draft_is_not_taken_by_the_log_in(world: World, client: PageClient, login: Enter, verb: str) -> None:
    draft = begun(login("bientap1"))
    sent = {"day_0": "1", "day_1": "1", "day_2": "2035", "note": "Lời nhắn giữ lại", "ban": "1", "viec": verb}
    assert "Lời nhắn giữ lại" in client.post(address(draft), sent).content.decode()
    client.force_login(world.editor)
    back = client.post(address(draft), {**sent, "do": "look"})
    draft.refresh_from_db()
    assert back.status_code == 200 and "Lời nhắn giữ lại" in back.content.decode() and draft.status == "writing"


