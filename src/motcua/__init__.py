"""motcua, "một cửa": a Vietnamese public-service centre from door to result."""

__version__ = "0.1.0"
