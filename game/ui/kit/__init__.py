"""A small widget kit: cached panels that are drawn again only when something in them changed.

Widgets hold rectangles in their panel's own coordinates. All input comes as events: a widget's
`take(event, at)` gets the pointer in panel coordinates and returns whether the event was its own.
"""
