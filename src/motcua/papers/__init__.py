"""Stored files and printed papers: data in, PDF or ticket out."""
