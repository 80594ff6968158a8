"""Reading dossiers: tracking, the desk's lists, terms and their proof, the data of printed papers."""

from .desk import TABS, desk_list, earlier_details, find_for_desk, open_dossier
from .moving import Moved, moved_by
from .nearing import Near, near_due
from .printed import checklist_data, receipt_data, slip_data
from .terms import proof_of
from .tracking import Glimpse, Story, asked_of_citizen, glimpse, open_supplement, story_for_citizen, tracked

__all__ = [
    "TABS", "Glimpse", "Moved", "Near", "Story", "asked_of_citizen", "checklist_data", "desk_list", "earlier_details", "find_for_desk", "glimpse",
    "moved_by", "near_due", "open_dossier", "open_supplement", "proof_of", "receipt_data", "slip_data", "story_for_citizen", "tracked",
]  # fmt: skip
