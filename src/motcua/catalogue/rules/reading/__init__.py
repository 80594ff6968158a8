"""Reading another catalogue's record: flattened text in, the parts of a draft out, and what was not readable (domain: level 1 of the seed)."""
