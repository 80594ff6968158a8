"""Tickets, calling, priorities and the forecast of waiting (seed steps 2 and 3)."""
