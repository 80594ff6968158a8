"""English for the catalogue's texts, many at once."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from motcua.kernel.text import clean

from ..models import EnglishText
from ..models.english import key_of
from .revising import bump_revision

AT_ONCE = 500


@transaction.atomic
def keep_english(texts: Mapping[str, str]) -> tuple[int, int]:
    """Keep these translations (Vietnamese -> English); what is not named stays. How many are new and how many say something else now."""
    wanted = {key_of(vietnamese): (clean(vietnamese), clean(english)) for vietnamese, english in texts.items()}
    known = EnglishText.objects.in_bulk(list(wanted), field_name="key")
    new = [EnglishText(key=key, vietnamese=pair[0], english=pair[1]) for key, pair in wanted.items() if key not in known]
    changed = [row for key, row in known.items() if row.english != wanted[key][1]]
    for row in changed:
        row.english = wanted[row.key][1]
    EnglishText.objects.bulk_create(new, batch_size=AT_ONCE)
    EnglishText.objects.bulk_update(changed, ["english"], batch_size=AT_ONCE)
    if new or changed:
        bump_revision()
    return len(new), len(changed)
