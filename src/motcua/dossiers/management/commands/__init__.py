"""Management commands of the dossiers."""
