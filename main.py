"""Race to the Euphrates. Without arguments: the game's menu. With them: see `main.py --help`."""

import gc
import sys
from importlib.util import find_spec

NEEDED = ("yaml", "pydantic", "numpy", "pygame", "platformdirs", "rich")
PLAY = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/python main.py"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"


def main() -> int:
    """Run the command line, or say how to install what it needs."""
    if sys.version_info < (3, 11):  # noqa: UP036  (whoever has an older one should be told so)
        print("Race to the Euphrates needs Python 3.11 or newer.", file=sys.stderr)
        return 1
    if any(find_spec(name) is None for name in NEEDED):
        print(f"{PLAY}\n{TEST}", file=sys.stderr)
        return 1
    from game.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    code = main()
    gc.freeze()  # what is about to go need not be searched for circles
    sys.exit(code)
