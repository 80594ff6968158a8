"""Everyday words that an administrator adds to the synonyms that ship."""

from __future__ import annotations

from django.db import transaction

from motcua.kernel.text import clean

from ..errors import BadSynonym
from ..models import Synonym


@transaction.atomic
def add_synonym(said: str, *, meant: str) -> Synonym:
    """`said` also means `meant` (several with semicolons) from the next search on; words known already get the new meaning as well.

    Raises BadSynonym.
    """
    said, meanings = clean(said).casefold(), [clean(one) for one in meant.split(";") if clean(one)]
    if not said or len(said) > 100 or not meanings:
        raise BadSynonym
    row = Synonym.objects.select_for_update().filter(said=said).first() or Synonym(said=said)
    known = [one for one in row.meant.split(";") if one]
    row.meant = ";".join(dict.fromkeys([*known, *meanings]))
    if len(row.meant) > 400:
        raise BadSynonym
    row.save()
    return row
