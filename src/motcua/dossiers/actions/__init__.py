"""The verbs of the dossier, each one transaction: check, compare-and-set, event, outbox."""

from .looking import Refused, Wrong, look_up
from .processing import collect_fees, finish, hand_over, hand_to_department
from .reception import PaperGiven, guide_back, receive

__all__ = [
    "PaperGiven", "Refused", "Wrong", "collect_fees", "finish", "guide_back", "hand_over", "hand_to_department", "look_up", "receive",
]  # fmt: skip
