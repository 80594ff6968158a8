"""Wiring only: settings, addresses, servers, commands; the one place that names adapters."""
