"""Staff, their posts and roles, shifts, and the brakes against guessing."""
