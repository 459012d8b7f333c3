"""The commands of `main.py`, one module each: `describe(parser)` its arguments, `run(args)` does it."""
