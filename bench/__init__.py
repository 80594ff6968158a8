"""Measurements, each printed as a ratio beside a reference of the same run; the figures are in docs/reference/performance.md."""
