"""Forms of the officers' desk: they read what was typed and say what is wrong; rules are in the packages below."""
