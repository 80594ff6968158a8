"""Units with validity dates and successors, centres, rooms, counters, opening hours."""
