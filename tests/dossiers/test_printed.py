"""What a receipt says, whenever it is printed."""

from __future__ import annotations

from datetime import timedelta

from tests.cast import MONDAY, World

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import receipt_data

URL = "https://example.org/tra-cuu/"


def test_a_receipt_printed_again_promises_what_it_promised(world: World) -> None:
    """A supplement that starts the term again moves the appointment, not the paper that was handed out."""
    dossier = world.a_dossier()
    first = receipt_data(dossier, tracking_url=URL)
    assert first.due_at == dossier.first_due_at is not None
    Dossier.objects.filter(pk=dossier.pk).update(first_due_at=MONDAY + timedelta(days=90), due_at=MONDAY + timedelta(days=90))
    assert receipt_data(Dossier.objects.get(), tracking_url=URL) == first


def test_a_receipt_says_where_the_register_has_the_dossier(world: World) -> None:
    """The book is the agency's of the year, the number the day's: two dossiers of one day stand one below the other."""
    first, second = (receipt_data(world.a_dossier(), tracking_url=URL).register for _ in range(2))
    day = f"{MONDAY:%d/%m}"
    assert first == f"Quyển {world.centre.unit.agency_code}/{MONDAY:%Y}, ngày {day}, số thứ tự 1"
    assert second == f"Quyển {world.centre.unit.agency_code}/{MONDAY:%Y}, ngày {day}, số thứ tự 2"
