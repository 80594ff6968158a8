"""One package per audience; no rules inside."""
