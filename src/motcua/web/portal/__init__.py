"""The citizen's portal: procedures, centres, tracking."""
