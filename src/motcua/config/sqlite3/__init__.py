"""Django's SQLite with a turnstile in front of transactions: see base.py."""
