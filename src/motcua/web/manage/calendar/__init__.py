"""The administrator's screens of working calendars, below /quan-ly/lich/ (Labour Code art. 112; working time by agency and season)."""
