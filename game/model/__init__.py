"""Values of the game: the printed map, counters, orders, events, the State and what a faction sees of it."""
