"""The officers' lists and look-ups; every one is an index scan (centre or unit, status, due)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from motcua.kernel.codes import read_dossier_code
from motcua.kernel.text import clean

from ..models import Dossier
from ..policies import PostLike, seen_by
from ..rules import Status

TABS: Mapping[str, tuple[str, tuple[Status, ...]]] = {
    "moi": ("Mới tiếp nhận", (Status.RECEIVED,)),
    "dang": ("Đang xử lý", (Status.PROCESSING,)),
    "cho": ("Chờ công dân", (Status.SUPPLEMENT, Status.FINANCIAL)),
    "tra": ("Chờ trả kết quả", (Status.FINISHED,)),
}
_SHOWN = ("version", "deciding_unit", "received_at_centre")


def desk_list(*, tab: str, centre: int | None = None, unit: int | None = None) -> QuerySet[Dossier]:
    """Open dossiers of a centre or a deciding unit in one tab, soonest due first; the caller slices.

    What waits to be collected is listed at the centre where it is collected, the other tabs at the centre that received.
    `ended_at IS NULL` says what the status says already, in the words that let both databases use the index of open dossiers.
    """
    statuses = TABS[tab][1]
    rows = (
        Dossier.objects.filter(status__in=statuses, ended_at__isnull=True)
        .select_related(*_SHOWN)
        .order_by("due_at", "id")
    )
    if centre is None:
        return rows.filter(deciding_unit_id=unit)
    return rows.filter(collect_at_id=centre) if tab == "tra" else rows.filter(received_at_centre_id=centre)


def find_for_desk(text: str, posts: Iterable[PostLike]) -> QuerySet[Dossier]:
    """Dossiers by code or by the applicant's personal number that these posts may see, newest first, at most 50.

    Seen is asked before the 50 are counted: a firm has many dossiers at other places."""
    code = read_dossier_code(text)
    rows = Dossier.objects.filter(seen_by(posts)).select_related(*_SHOWN)
    if code is not None:
        return rows.filter(code=str(code))
    digits = "".join(char for char in clean(text) if char.isalnum()).upper()
    return rows.filter(id_number=digits).order_by("-id")[:50] if len(digits) >= 8 else rows.none()


def open_dossier(pk: int) -> Dossier | None:
    """One dossier with what its page shows."""
    return (
        Dossier.objects.select_related(
            "version__procedure",
            "case",
            "received_at_centre__unit",
            "collect_at",
            "deciding_unit",
            "receiver",
            "ticket",
        )
        .filter(pk=pk)
        .first()
    )


def earlier_details(id_number: str) -> dict[str, Any] | None:
    """The newest details that the person with this number gave before, so that nobody types them again."""
    if not id_number:
        return None
    names = ("id", "applicant_kind", "applicant_name", "birth_date", "sex", "address", "phone", "email", "received_at", "code")
    row = Dossier.objects.filter(id_number=id_number).order_by("-id").values(*names).first()
    return dict(row) if row else None
