"""Life events as the portal's pages show them; the list is shared with the pages of editors."""

from __future__ import annotations

from motcua.web.shared.life import BY_KEY, LIFE_EVENTS, LifeEvent

__all__ = ["BY_KEY", "LIFE_EVENTS", "LifeEvent"]
