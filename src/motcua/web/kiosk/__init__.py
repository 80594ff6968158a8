"""The touch kiosk and the ticket on the phone (seed step 2)."""
