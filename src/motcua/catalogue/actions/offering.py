"""What a province adds: who receives a procedure, which ones are popular, new fields."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from motcua.centres.models import Centre
from motcua.kernel.text import clean, fold

from ..models import Field, Procedure
from .revising import bump_revision


@transaction.atomic
def set_receiving(procedure: Procedure, centres: Iterable[Centre]) -> bool:
    """Exactly these centres receive the procedure; True when that is new."""
    wanted = {centre.pk for centre in centres}
    if wanted == set(procedure.receiving.values_list("pk", flat=True)):
        return False
    procedure.receiving.set(wanted)
    bump_revision()
    return True


def set_popular(procedure: Procedure, *, is_popular: bool) -> bool:
    """Whether kiosks and the portal's first page offer the procedure in large letters; True when that is new."""
    changed = Procedure.objects.filter(pk=procedure.pk).exclude(is_popular=is_popular).update(is_popular=is_popular)
    if changed:
        bump_revision()
    return bool(changed)


def open_field(name: str, *, name_en: str = "") -> Field:
    """The field of administration with this name, made when it is new; its code is the folded name with hyphens."""
    field, _ = Field.objects.get_or_create(
        name=clean(name), defaults={"code": fold(name).replace(" ", "-")[:80], "name_en": name_en}
    )
    return field
