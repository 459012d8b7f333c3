"""The window: maps, screens and widgets. It looks at Views and asks the session; it decides nothing."""
