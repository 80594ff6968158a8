"""Pages get a new ETag when something published changed."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.db.models import F

from ..models import Revision as RevisionRow
from ..queries import forget_revision
from ..queries.searching import prepare_soon


def bump_revision(**_: object) -> None:
    """Something published changed: pages get a new ETag, in this process at once, elsewhere within a second."""
    RevisionRow.objects.get_or_create(pk=1)
    RevisionRow.objects.filter(pk=1).update(value=F("value") + 1, stamp=uuid4().hex)
    forget_revision()
    transaction.on_commit(_published)


def _published() -> None:
    forget_revision()
    prepare_soon()
