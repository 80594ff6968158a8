"""Who may write and publish procedures and who may give guidance (Decree 118/2025: by post, not by person)."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.accounts.rules import Role

GUIDES = frozenset({Role.GUIDE, Role.RECEPTION, Role.HEAD})
EDITORS = frozenset({Role.EDITOR, Role.ADMIN})


def may_edit(roles: Iterable[str]) -> bool:
    """Drafts are written and judged by editors and administrators; who wrote one does not judge it."""
    return not EDITORS.isdisjoint(roles)


def may_guide(roles: Iterable[str]) -> bool:
    """Guidance is given at the desk, at a counter, or by the head of the centre."""
    return not GUIDES.isdisjoint(roles)
