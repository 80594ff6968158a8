"""What the presenter's page asks of whoever can play a day (the simulation listens; web may not import it)."""

from __future__ import annotations

from django.dispatch import Signal

# verb: "look" or "start"; visitors: how many. The answer is the status as a dict (motcua.simulate.start.Diary), None without one.
presenter_asked = Signal()
