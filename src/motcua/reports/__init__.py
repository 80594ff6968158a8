"""Read-only figures."""
