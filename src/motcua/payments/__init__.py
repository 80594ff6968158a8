"""Fees due on a dossier and their collection in cash (phí and lệ phí are separate lines)."""
