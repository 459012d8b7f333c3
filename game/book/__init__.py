"""The encyclopaedia and the rulebook of a running game, as one faction may read them.

Articles are built from the scenario's own data and from a View, so that nothing hidden stands in them;
the window and the text game show the same ones.
"""
