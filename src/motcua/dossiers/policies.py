"""Who may see and move a dossier, from the posts that a person holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from motcua.accounts.rules import Role

from .rules import Actor


class PostLike(Protocol):
    """What a policy needs to know of a post."""

    role: str
    centre_id: int | None
    unit_id: int | None


class DossierLike(Protocol):
    """What a policy needs to know of a dossier."""

    received_at_centre_id: int | None
    collect_at_id: int | None
    deciding_unit_id: int


def actors(posts: Iterable[PostLike], dossier: DossierLike) -> frozenset[Actor]:
    """In which parts this person may act on this dossier; empty means they may not even see it."""
    found = set()
    places = {dossier.received_at_centre_id, dossier.collect_at_id} - {None}
    for post in posts:
        if post.role in (Role.RECEPTION, Role.HEAD) and post.centre_id in places:
            found.add(Actor.RECEPTION)
        if post.role == Role.DEPARTMENT and post.unit_id == dossier.deciding_unit_id:
            found.add(Actor.DEPARTMENT)
    return frozenset(found)


def may_see(posts: Iterable[PostLike], dossier: DossierLike) -> bool:
    """Whether this person may open the dossier."""
    return bool(actors(posts, dossier))
