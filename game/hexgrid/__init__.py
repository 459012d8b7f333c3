"""Hexes and nothing else: coordinates, the pixel layout, and the cheapest way between two of them."""
