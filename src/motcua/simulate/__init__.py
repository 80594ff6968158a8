"""A centre's day played over HTTP against the running program."""
