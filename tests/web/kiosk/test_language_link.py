"""The language button of the kiosk keeps what was chosen and is forgotten with the visit."""

from __future__ import annotations

import re

from tests.cast import World

from motcua.centres.models import Centre


def test_the_button_leads_to_the_same_screen_in_english(client, world: World) -> None:
    Centre.objects.update(accepts_after_hours=True)
    html = client.get(f"/ki-ot/tinh/cua-chinh/?uu-tien={world.elderly.code}").content.decode()
    link = re.search(r'class="mc-kiosk__language" href="([^"]+)"', html)
    assert link is not None
    wished = link[1].replace("&amp;", "&")
    assert wished == f"?uu-tien={world.elderly.code}&lang=en"
    english = client.get(f"/ki-ot/tinh/cua-chinh/{wished}").content.decode()
    assert '<html lang="en"' in english and "Civil status" in english
    assert '<html lang="vi"' in client.get("/ki-ot/tinh/cua-chinh/").content.decode()
