"""The simulation as a Django app: answers the presenter's button of /quan-ly/."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig

from motcua.web.manage.signals import presenter_asked

from .start import start_day, status


class SimulateConfig(AppConfig):
    """Connects the button."""

    name = "motcua.simulate"

    def ready(self) -> None:
        """Listen to the page (house.md 3: a lower package tells a higher one by a signal)."""
        presenter_asked.connect(answer, dispatch_uid="motcua.simulate")


def answer(*, verb: str, visitors: int = 0, **_: Any) -> dict[str, Any] | None:
    """`look`: the status of the last day, None when there was none; `start`: start one. Raises NotADemo, AlreadyPlaying."""
    return start_day(visitors) if verb == "start" else status()
