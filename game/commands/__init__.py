"""The commands of `main.py`, one module each: `add(subparsers)` describes one, `run(args)` does it."""
