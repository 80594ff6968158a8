"""The worker: runs the tasks that changes enqueue, and the jobs of every minute."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from motcua.dossiers import tasks as dossiers
from motcua.kernel.clock import now
from motcua.messages import actions as messages
from motcua.queueing import tasks as queueing

log = logging.getLogger(__name__)
EVERY_SECONDS = 30.0


class Command(BaseCommand):
    """Waits for tasks until it is stopped."""

    help = "Chạy các việc nền: gửi tin, đóng ngày, nhắc hạn hồ sơ, dọn phiên đã hết hạn."

    def handle(self, *args: Any, **options: Any) -> None:
        threading.Thread(target=_minutely, name="jobs", daemon=True).start()
        call_command("db_worker", interval=1.0, startup_delay=False)


def run_jobs() -> None:
    """What is due by the clock rather than by an event."""
    messages.deliver_waiting(now=now())
    queueing.close_day(now=now())
    dossiers.watch_terms(now=now())
    call_command("clearsessions")


def _minutely() -> None:
    pause = threading.Event()
    while True:
        close_old_connections()
        try:
            run_jobs()
        except DatabaseError as error:
            log.warning("The jobs wait for the database: %s", error)
        pause.wait(EVERY_SECONDS)
