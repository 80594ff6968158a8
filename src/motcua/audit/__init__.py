"""Append-only events, hash-chained per record, and readings of citizens' papers (Decree 118/2025 art. 5)."""
