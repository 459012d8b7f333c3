"""The earth and the map: projection, the atlas, and drawing it onto hexes and hexsides for any frame."""
