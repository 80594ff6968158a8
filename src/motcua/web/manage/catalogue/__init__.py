"""The editor of the catalogue, below /quan-ly/thu-tuc/ (a version is written by one person and approved by another)."""
