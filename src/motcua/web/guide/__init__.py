"""The guidance desk (seed step 1)."""
