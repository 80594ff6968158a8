"""The catalogue for machines: JSON and JSON-LD of a procedure, everything in one file, the sitemap (docs/reference/catalogue-for-machines.md)."""
