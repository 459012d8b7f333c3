"""The game in a terminal, for remote shells, screen readers and scripts."""
