"""Who may see and move a dossier, from the posts that a person holds."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Protocol

from django.db.models import Q

from motcua.accounts.rules import Role

from .rules import Actor, Status

_AT_COUNTER = (Role.RECEPTION, Role.HEAD)
_COLLECTED = (Status.FINISHED, Status.RETURNED)


class PostLike(Protocol):
    """What a policy needs to know of a post."""

    role: str
    centre_id: int | None
    unit_id: int | None


class DossierLike(Protocol):
    """What a policy needs to know of a dossier."""

    status: int
    received_at_centre_id: int | None
    collect_at_id: int | None
    deciding_unit_id: int


def actors(posts: Iterable[PostLike], dossier: DossierLike) -> frozenset[Actor]:
    """In which parts this person may act on this dossier now. The place of collection acts once there is a result; before, its papers lie elsewhere."""
    places = {dossier.received_at_centre_id}
    if dossier.status in _COLLECTED:
        places.add(dossier.collect_at_id)
    return _parts(posts, places - {None}, dossier.deciding_unit_id)


def may_see(posts: Iterable[PostLike], dossier: DossierLike) -> bool:
    """Whether this person may open the dossier: whoever receives, decides or hands it out, at any time."""
    return bool(_parts(posts, {dossier.received_at_centre_id, dossier.collect_at_id} - {None}, dossier.deciding_unit_id))


def may_receive(posts: Iterable[PostLike], centre_id: int) -> bool:
    """Whether this person may receive at this centre, or send a visitor back with guidance."""
    return any(post.role == Role.RECEPTION and post.centre_id == centre_id for post in posts)


def _parts(posts: Iterable[PostLike], centres: Set[int | None], unit_id: int) -> frozenset[Actor]:
    found = set()
    for post in posts:
        if post.role in _AT_COUNTER and post.centre_id in centres:
            found.add(Actor.RECEPTION)
        if post.role == Role.DEPARTMENT and post.unit_id == unit_id:
            found.add(Actor.DEPARTMENT)
    return frozenset(found)


def seen_by(posts: Iterable[PostLike]) -> Q:
    """`may_see` as a condition of a query: true of exactly the dossiers that these posts may open, of none without posts."""
    held = list(posts)
    centres = [post.centre_id for post in held if post.role in _AT_COUNTER and post.centre_id is not None]
    units = [post.unit_id for post in held if post.role == Role.DEPARTMENT and post.unit_id is not None]
    return Q(received_at_centre_id__in=centres) | Q(collect_at_id__in=centres) | Q(deciding_unit_id__in=units)
