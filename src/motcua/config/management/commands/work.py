"""The worker: runs the tasks that changes enqueue, and the jobs of every minute."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from motcua.accounts import actions as accounts
from motcua.dossiers import tasks as dossiers
from motcua.kernel.clock import now
from motcua.messages import actions as messages
from motcua.queueing import tasks as queueing

log = logging.getLogger(__name__)
EVERY_SECONDS = 30.0


class Command(BaseCommand):
    """Waits for tasks until it is stopped."""

    help = "Chạy các việc nền: gửi tin, đóng ngày, nhắc hạn hồ sơ, dọn phiên đã hết hạn và việc đã xong."

    def handle(self, *args: Any, **options: Any) -> None:
        threading.Thread(target=_minutely, name="jobs", daemon=True).start()
        call_command("db_worker", interval=1.0, startup_delay=False)


JOBS: dict[str, Callable[[], object]] = {
    "deliver messages": lambda: messages.deliver_waiting(now=now()),
    "empty old messages": lambda: messages.empty_old(now=now(), days=settings.MAIL_KEPT_DAYS),
    "close the day": lambda: queueing.close_day(now=now()),
    "watch terms": lambda: dossiers.watch_terms(now=now()),
    "forget old sessions": lambda: call_command("clearsessions"),
    "forget old tasks": lambda: call_command("prune_db_task_results", verbosity=0),
    "forget wrong tries": lambda: accounts.forget_wrong_tries(now=now()),
}


def run_jobs() -> None:
    """What is due by the clock rather than by an event. A job that fails is logged and tried again next time; the others go on."""
    for name, job in JOBS.items():
        try:
            job()
        except DatabaseError as error:
            log.warning("The job “%s” waits for the database: %s", name, error)
            close_old_connections()
        except Exception as error:
            log.exception("The job “%s” failed: %s", name, type(error).__name__)


def _minutely() -> None:
    pause = threading.Event()
    while True:
        close_old_connections()
        run_jobs()
        pause.wait(EVERY_SECONDS)
