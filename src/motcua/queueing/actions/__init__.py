"""The verbs of the hall (seed steps 2 and 3). Each is one transaction; locks are taken in one order everywhere:
the session's row, the lines by group, the ticket, the hall. So two verbs never wait for each other in a ring."""

from __future__ import annotations

from .calling import call_again, call_next
from .closing import close_day_of, close_session_of_the_past
from .counters import close_counter, free_counter, open_counter, pause, resume
from .hall import CHANNEL, touch
from .issuing import issue_ticket
from .leaving import cancel, come_back
from .printing import MOST_PRINTS, claim_print, release_print
from .serving import end_and_call, finish, no_show, start, transfer

__all__ = [
    "CHANNEL", "MOST_PRINTS", "call_again", "call_next", "cancel", "claim_print", "close_counter", "close_day_of", "close_session_of_the_past",
    "come_back", "end_and_call", "finish", "free_counter", "issue_ticket", "no_show", "open_counter", "pause", "release_print", "resume", "start", "touch",
    "transfer",
]  # fmt: skip
