"""Who may write and publish procedures and who may give guidance (Decree 118/2025: by post, not by person)."""

from __future__ import annotations

from motcua.accounts.rules import Role

# Guidance is given at the desk, at a counter, or by the head of the centre.
GUIDES = frozenset({Role.GUIDE, Role.RECEPTION, Role.HEAD})
# Drafts are written and judged by editors and administrators; who wrote one does not judge it.
EDITORS = frozenset({Role.EDITOR, Role.ADMIN})
