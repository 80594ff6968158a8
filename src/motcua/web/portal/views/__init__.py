"""Pages of the portal, one topic per file."""
