"""Rules of the dossier: statuses and their table, applicants, the identity card's QR. Plain Python."""

from .statuses import (
    FINAL,
    GROUPS,
    TABLE,
    Actor,
    Clock,
    Need,
    Status,
    Step,
    can,
    clock_of,
    step,
)

__all__ = [
    "FINAL", "GROUPS", "TABLE", "Actor", "Clock", "Need", "Status", "Step", "can", "clock_of", "step",
]  # fmt: skip
