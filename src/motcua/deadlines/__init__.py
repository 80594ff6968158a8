"""Working calendars, limits to due moments, and the explanation of each (Decree 118/2025)."""
