"""The officers' desk: calling, reception, processing, hand-over (seed steps 3 and 4)."""
