"""What officers do, one file per piece of work."""
