"""The verbs of the dossier, each one transaction: check, compare-and-set, event, outbox."""

from .ending import stop, withdraw
from .extending import extend
from .looking import Refused, Wrong, look_up
from .payment import confirm_payment, require_payment
from .processing import collect_fees, finish, hand_over, hand_to_department
from .reception import PaperGiven, check_papers, guide_back, receive
from .recomputing import Recomputed, recompute_open
from .steps import check_place_open
from .supplement import allow_second_supplement, complete_supplement, expire, request_supplement

__all__ = [
    "PaperGiven", "Recomputed", "Refused", "Wrong", "allow_second_supplement", "check_papers", "check_place_open", "collect_fees",
    "complete_supplement", "confirm_payment", "expire", "extend", "finish", "guide_back", "hand_over", "hand_to_department", "look_up", "receive",
    "recompute_open", "request_supplement", "require_payment", "stop", "withdraw",
]  # fmt: skip
