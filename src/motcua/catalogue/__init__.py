"""Procedures and their versions: cases, papers asked, channels, limits, fees (domain: a procedure's record)."""
