"""The case: reception, statuses, supplement, hand-over, result (Decree 118/2025)."""
