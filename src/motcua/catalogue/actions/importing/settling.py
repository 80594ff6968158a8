"""An editor works through the parts that an import could not read."""

from __future__ import annotations

from datetime import datetime

from motcua.accounts.models import Staff

from ...models import Unreadable


def settle(unreadable: Unreadable, *, by: Staff, now: datetime) -> bool:
    """The editor has seen to this part; True when it was open until now (two at once: one of them)."""
    open_row = Unreadable.objects.filter(pk=unreadable.pk, settled_at__isnull=True)
    return open_row.update(settled_at=now, settled_by=by) == 1
