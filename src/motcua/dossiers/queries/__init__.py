"""Reading dossiers: tracking, the desk's lists, earlier details, the data of printed papers."""

from .desk import TABS, desk_list, earlier_details, find_for_desk, open_dossier
from .printed import checklist_data, receipt_data, slip_data
from .tracking import Glimpse, Story, glimpse, story_for_citizen, tracked

__all__ = [
    "TABS", "Glimpse", "Story", "checklist_data", "desk_list", "earlier_details", "find_for_desk", "glimpse", "open_dossier", "receipt_data", "slip_data",
    "story_for_citizen", "tracked",
]  # fmt: skip
