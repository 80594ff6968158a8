"""Pages get a new ETag when something published changed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from ..models import Revision as RevisionRow
from ..queries import forget_revision


def bump_revision(**_: object) -> None:
    """Something published changed: pages get a new ETag, in this process at once, elsewhere within a second."""
    RevisionRow.objects.get_or_create(pk=1)
    RevisionRow.objects.filter(pk=1).update(value=F("value") + 1)
    forget_revision()
    transaction.on_commit(forget_revision)
