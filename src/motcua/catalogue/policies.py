"""Who may publish procedures and who may give guidance (Decree 118/2025: by post, not by person)."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.accounts.rules import Role

GUIDES = frozenset({Role.GUIDE, Role.RECEPTION, Role.HEAD})


def may_publish(roles: Iterable[str]) -> bool:
    """Publishing a version is the administrator's."""
    return Role.ADMIN in set(roles)


def may_guide(roles: Iterable[str]) -> bool:
    """Guidance is given at the desk, at a counter, or by the head of the centre."""
    return not GUIDES.isdisjoint(roles)
