"""What calendars tell the packages above: a lower package speaks by signals only (house, section 3)."""

from __future__ import annotations

from django.dispatch import Signal

# Sent inside the transaction that saves the change. change: number of the CalendarChange; agency_codes: whose calendars
# changed, None for all; by: actor; reason: one sentence. Whoever recomputes reports with actions.note_progress(change, ...).
calendar_changed = Signal()
