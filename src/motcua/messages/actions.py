"""Writing messages into the outbox and sending them."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import takewhile
from time import monotonic

from django.core.mail import EmailMessage

from .models import Outgoing
from .signals import message_written

MOST_TRIES = 8
CLAIM = timedelta(minutes=10)  # a sender that died in between frees the message after this long
AT_A_TIME = 60.0  # seconds
AT_ONCE = 500


def write(*, key: str, to: str, subject: str, body: str, now: datetime) -> Outgoing:
    """Put an e-mail into the outbox, once per key, in the caller's transaction; the worker is told in the same one."""
    message, is_new = Outgoing.objects.get_or_create(
        key=key, defaults={"to": to, "subject": subject, "body": body, "created_at": now, "next_try_at": now}
    )
    if is_new:
        message_written.send(Outgoing, message=message.pk)
    return message


def deliver(pk: int, *, now: datetime) -> bool:
    """Try to send one message; False when it waits for another try. Whoever claims it first sends it, all others leave it."""
    claimed = Outgoing.objects.filter(pk=pk, sent_at__isnull=True, next_try_at__lte=now).update(next_try_at=now + CLAIM)
    message = Outgoing.objects.get(pk=pk)
    if not claimed:
        return message.sent_at is not None
    try:
        EmailMessage(message.subject, message.body, to=[message.to], headers={"Message-ID": f"<{message.key}@motcua>"}).send()
    except Exception as error:  # an address or a subject that no header can hold must not stop the messages behind it
        wait = timedelta(minutes=2 ** min(message.tries, 8))
        later = now + wait if message.tries + 1 < MOST_TRIES else None
        Outgoing.objects.filter(pk=pk).update(tries=message.tries + 1, failure=_words(error), next_try_at=later)
        return False
    Outgoing.objects.filter(pk=pk).update(sent_at=now, next_try_at=None, failure="")
    return True


def empty_old(*, now: datetime, days: int) -> int:
    """Empty address and words of what was written so many days ago and will not be sent (again); how many. The key stays: nothing is sent twice."""
    old = Outgoing.objects.filter(emptied_at__isnull=True, next_try_at__isnull=True, created_at__lt=now - timedelta(days=days))
    some = list(old.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE])
    return Outgoing.objects.filter(pk__in=some).update(to="", subject="", body="", failure="", emptied_at=now)


def _words(error: Exception) -> str:
    return (str(error) or type(error).__name__).replace("\0", "")[:500]


def deliver_waiting(*, now: datetime) -> int:
    """Send what is due now for a minute at most; how many were sent.

    A relay that lets each message wait for its time-out must not hold up the worker's other jobs, nor outlast the claims, which end
    ten minutes after `now`.
    """
    until = monotonic() + AT_A_TIME
    due = (
        Outgoing.objects.filter(sent_at__isnull=True, next_try_at__lte=now)
        .order_by("next_try_at")
        .values_list("pk", flat=True)[:200]
    )
    return sum(deliver(pk, now=now) for pk in takewhile(lambda _pk: monotonic() < until, list(due)))
