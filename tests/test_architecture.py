"""The house rules that a reader relies on, held by reading the source: who imports whom, what the rules may
not touch, how long things are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GAME = ROOT / "game"
FILES = sorted(GAME.rglob("*.py"))
PURE = ("hexgrid", "model", "rules")

MAY_IMPORT = {
    "hexgrid": set(),
    "model": {"hexgrid"},
    "geo": {"model", "hexgrid"},
    "rules": {"model", "hexgrid"},
    "files": {"geo", "model", "hexgrid"},
    "ai": {"rules", "model", "hexgrid"},
    "seating": {"rules", "model", "hexgrid"},
    "session": {"seating", "rules", "model", "hexgrid"},
    "coach": {"rules", "model", "hexgrid"},
    "book": {"rules", "model", "hexgrid"},
    "ui": {"coach", "session", "book", "seating", "rules", "model", "hexgrid"},
    "text": {"coach", "session", "book", "seating", "rules", "model", "hexgrid"},
    "table": {"session", "seating", "files", "ai", "rules", "model", "hexgrid"},
}
"""What each part may import of the others; app, cli and commands put everything together."""

UNITING = {"app", "cli", "commands"}
LIBRARIES = {
    "hexgrid": set(),
    "model": set(),
    "rules": set(),
    "geo": set(),
    "files": {"yaml", "pydantic", "pydantic_core", "annotated_types", "platformdirs"},
    "ai": {"numpy"},
    "seating": set(),
    "session": set(),
    "coach": set(),
    "book": set(),
    "text": set(),
    "ui": {"pygame", "numpy"},
    "table": set(),
    "app": {"pygame"},
    "cli": set(),
    "commands": {"babel", "cmaes", "distributed", "numpy", "pygame", "pydantic", "rich", "yaml"},
}
MAX_FILE, MAX_FUNCTION = 400, 40


def part_of(path: Path) -> str:
    """Return the part of the game that a file belongs to."""
    return path.relative_to(GAME).parts[0].removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(tree: ast.Module) -> Iterator[str]:
    """Yield every module that a file names in an import, for typing only or not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def named(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def test_every_part_imports_only_what_lies_below_it() -> None:
    wrong = []
    for path in FILES:
        part = part_of(path)
        if part in UNITING or part == "__init__":
            continue
        used = {name.split(".")[1] for name in imports_of(tree_of(path)) if name.startswith("game.")}
        wrong += [f"{path.relative_to(ROOT)} imports {other}" for other in used - MAY_IMPORT[part] - {part}]
    assert wrong == []


def test_every_part_uses_only_its_own_libraries() -> None:
    ours = sys.stdlib_module_names | {"game", "__future__"}
    wrong = []
    for path in FILES:
        used = {name.split(".")[0] for name in imports_of(tree_of(path))} - ours - {""}
        part = part_of(path)
        wrong += [f"{path.relative_to(ROOT)} imports {name}" for name in used - LIBRARIES.get(part, set())]
    assert wrong == []


def edges() -> dict[str, set[str]]:
    """Return which module imports which when it is loaded, without what it needs for typing or later."""
    modules = {module_of(path): path for path in FILES}
    return {
        name: {other for other in _loaded(tree_of(path)) if other in modules and other != name}
        for name, path in modules.items()
    }


def _loaded(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        yield from imports_of(ast.Module([node], [])) if isinstance(node, ast.Import | ast.ImportFrom) else ()


def test_no_module_imports_itself_through_others() -> None:
    known, done, trail = edges(), set(), []

    def visit(module: str) -> None:
        assert module not in trail, " → ".join([*trail[trail.index(module) :], module])
        if module not in done:
            trail.append(module)
            for other in sorted(known[module]):
                visit(other)
            trail.pop()
            done.add(module)

    for module in sorted(known):
        visit(module)


def pure_nodes() -> Iterator[tuple[Path, ast.AST]]:
    for path in FILES:
        if part_of(path) in PURE:
            for node in ast.walk(tree_of(path)):
                yield path, node


def test_rules_and_model_touch_no_clock_no_dice_of_the_system_and_no_file() -> None:
    forbidden = {"random", "time", "os", "sys", "secrets", "threading", "pathlib", "io", "uuid", "socket"}
    wrong = []
    for path in FILES:
        if part_of(path) in PURE:
            used = {name.split(".")[0] for name in imports_of(tree_of(path))}
            wrong += [f"{path.relative_to(ROOT)} imports {name}" for name in used & forbidden]
    wrong += [
        f"{named(path, node)} calls {node.func.id}"
        for path, node in pure_nodes()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"id", "hash", "open", "print", "input", "eval", "exec"}
    ]
    assert wrong == []


def test_rules_and_model_decide_in_whole_numbers() -> None:
    shown = {
        id(part) for _, node in pure_nodes() if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
    }
    wrong = []
    for path in FILES:
        if part_of(path) not in PURE or path.name == "layout.py":
            continue
        tree = tree_of(path)
        shown = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)
        }
        for node in ast.walk(tree):
            divides = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
            fraction = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if (divides or fraction) and id(node) not in shown:
                wrong.append(named(path, node))
    assert wrong == []


def test_rules_and_model_never_walk_through_a_set() -> None:
    wrong = []
    for path, node in pure_nodes():
        walked: list[ast.expr] = []
        if isinstance(node, ast.For):
            walked = [node.iter]
        elif isinstance(node, ast.ListComp | ast.DictComp | ast.GeneratorExp):
            walked = [part.iter for part in node.generators]
        wrong += [named(path, one) for one in walked if _is_plainly_a_set(one)]
    assert wrong == []


def _is_plainly_a_set(node: ast.expr) -> bool:
    call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return isinstance(node, ast.Set | ast.SetComp) or (call and node.func.id in {"set", "frozenset"})  # type: ignore[attr-defined]


def test_the_window_takes_the_pointer_and_the_keys_from_events_alone() -> None:
    polling = re.compile(r"mouse\.get_(pos|pressed|rel)|key\.get_(pressed|mods)")
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in FILES
        if part_of(path) == "ui"
        for found in polling.finditer(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "asyncio", "telnetlib"}
UNSAFE = {"pickle", "marshal", "shelve", "dill", "ctypes", "code", "runpy"}
BY_NAME = {"cli.py", "ai/players.py", "files/__init__.py", "rules/__init__.py"}
"""Files that import by a name: commands, the players that a person names, parts of their own."""


def test_nothing_speaks_to_a_network_or_runs_what_a_file_holds() -> None:
    wrong = []
    for path in FILES:
        tree = tree_of(path)
        tops = {name.split(".")[0] for name in imports_of(tree)}
        wrong += [f"{path.relative_to(ROOT)} imports {name}" for name in tops & (NETWORK | UNSAFE)]
        wrong += [
            f"{named(path, node)} calls {node.func.id}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"eval", "exec", "compile", "__import__"}
        ]
        by_name = "importlib.import_module" in set(imports_of(tree))
        if by_name and path.relative_to(GAME).as_posix() not in BY_NAME:
            wrong.append(f"{path.relative_to(ROOT)} imports by name")
    assert wrong == []


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FILE} == {}


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{named(path, node)} {node.name}"
        for path, node in functions()
        if (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION
    ]
    assert long == []


def test_half_of_all_functions_are_of_six_lines_or_fewer() -> None:
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for _, node in functions())
    assert lengths[len(lengths) // 2] <= 6


@pytest.mark.parametrize("part", PURE)
def test_every_public_function_and_class_says_in_a_sentence_what_it_is(part: str) -> None:
    silent = []
    for path in FILES:
        if part_of(path) != part:
            continue
        for node in tree_of(path).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(named(path, node))
    assert silent == []


def test_rules_are_found_by_their_number() -> None:
    """Most public functions of the rules quote the number of the rule that they carry out."""
    numbered = re.compile(r"\b\d{1,2}\.\d")
    texts = [
        ast.get_docstring(node) or ""
        for path in FILES
        if part_of(path) == "rules"
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert sum(1 for text in texts if numbered.search(text)) > len(texts) // 2


def test_headless_play_never_loads_pygame() -> None:
    code = (
        "import sys; from game.cli import run; "
        "code = run(['perft', 'tests/data/perft/p0.yaml', '--depth', '1']); "
        "import game.commands.simulate, game.commands.match, game.table, game.text.loop; "
        "sys.exit(code or ('pygame' in sys.modules) or ('rich' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
