"""The head's figures and the administrator's screens."""
