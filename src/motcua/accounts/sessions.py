"""How long a log-in lasts: until the shift ends, whichever page it came from (a desk is shared; a forgotten log-in must not outlive it)."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from motcua.kernel import clock

from .rules import shift_ends


@receiver(user_logged_in)
def end_with_the_shift(sender: Any, *, request: HttpRequest | None = None, **_: Any) -> None:
    """Set the end of the session that this log-in begins."""
    if request is not None:
        request.session.set_expiry(shift_ends(clock.now(), closes=time.fromisoformat(settings.SHIFT_CLOSES)))
