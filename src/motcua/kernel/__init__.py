"""Plain Python words that every package uses: money, clock, text, codes."""
