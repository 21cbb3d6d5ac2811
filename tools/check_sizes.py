"""Holds the code to its size and manners. Compiled forms are outside.

Fails at a file over 500 lines, a function over 60, anything unannotated, an import of our own inside a function
(only app/bootstrap.py and app/main.py may), imports kept from running, and calls that wait a fixed time or run a
second event loop unless the line says `# why:`. Prints the medians, which are for people to think about.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tests", "tools")
COMPILED = Path("src/advocate_desk/ui/forms")
MAY_IMPORT_LATE = {Path("src/advocate_desk/app/bootstrap.py"), Path("src/advocate_desk/app/main.py")}
OUR_PACKAGE = "advocate_desk"

MOST_FILE_LINES = 500
MOST_FUNCTION_LINES = 60

Function = ast.FunctionDef | ast.AsyncFunctionDef

WAITS = {"processEvents", "exec", "time.sleep", "qtbot.wait"}
"""Calls that need a reason. A name without a dot means a method of anything."""


def functions(tree: ast.AST) -> Iterator[Function]:
    """Find every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def function_lines(function: Function) -> int:
    """Return how many lines a function takes, from its def to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def unannotated(function: Function, in_class: bool) -> list[str]:
    """Return the names of parameters without a type, and "return" when that is missing."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    is_static = any(isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in function.decorator_list)
    if in_class and not is_static:
        positional = positional[1:]
    rest = [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    named = [*positional, *arguments.kwonlyargs, *rest]
    missing = [argument.arg for argument in named if argument.annotation is None]
    return missing if function.returns is not None else [*missing, "return"]


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for such an expression; only the last name where it begins with something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def is_wait(call: ast.Call) -> bool:
    """Say whether ``call`` is one of `WAITS`. The builtin exec is ruff's to refuse."""
    name = dotted(call.func)
    return isinstance(call.func, ast.Attribute) and (name in WAITS or name.rpartition(".")[2] in WAITS)


def imports_ours(node: ast.AST) -> bool:
    """Say whether ``node`` imports from our own package."""
    if isinstance(node, ast.ImportFrom):
        return node.level > 0 or (node.module or "").split(".")[0] == OUR_PACKAGE
    return isinstance(node, ast.Import) and any(alias.name.split(".")[0] == OUR_PACKAGE for alias in node.names)


def hides_imports(node: ast.AST) -> bool:
    """Say whether ``node`` reaches for `typing.TYPE_CHECKING`."""
    if isinstance(node, ast.ImportFrom):
        return any(alias.name == "TYPE_CHECKING" for alias in node.names)
    return isinstance(node, ast.Attribute) and node.attr == "TYPE_CHECKING"


def size_complaints(tree: ast.Module, source: str) -> Iterator[tuple[int, str]]:
    """Find what is too long."""
    lines = len(source.splitlines())
    if lines > MOST_FILE_LINES:
        yield 1, f"{lines} lines, over {MOST_FILE_LINES}"
    for function in functions(tree):
        if function_lines(function) > MOST_FUNCTION_LINES:
            yield function.lineno, f"{function.name} has {function_lines(function)} lines, over {MOST_FUNCTION_LINES}"


def annotation_complaints(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Find what has no type."""
    methods = {id(member) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for member in node.body}
    for function in functions(tree):
        if missing := unannotated(function, id(function) in methods):
            yield function.lineno, f"{function.name} has no type for: {', '.join(missing)}"


def import_complaints(tree: ast.Module, path: Path) -> Iterator[tuple[int, str]]:
    """Find imports that run late or are kept from running."""
    if path not in MAY_IMPORT_LATE and path.parts[0] != "tests":
        for function in functions(tree):
            for node in ast.walk(function):
                if imports_ours(node):
                    yield getattr(node, "lineno", function.lineno), "imports our own package inside a function"
    for node in ast.walk(tree):
        if hides_imports(node):
            yield getattr(node, "lineno", 1), "hides an import behind TYPE_CHECKING"


def wait_complaints(tree: ast.Module, source: str) -> Iterator[tuple[int, str]]:
    """Find calls that wait or run a loop of their own, without a reason on one of their lines."""
    lines = source.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and is_wait(node):
            own_lines = lines[node.lineno - 1 : node.end_lineno]
            if not any("# why:" in line for line in own_lines):
                yield node.lineno, f"calls {dotted(node.func)} without a '# why:'"


def complaints(path: Path, source: str) -> list[str]:
    """Return everything wrong with the file ``path`` (relative to the checkout), as ``path:line: words``."""
    tree = ast.parse(source, str(path))
    found = {
        *size_complaints(tree, source),
        *annotation_complaints(tree),
        *import_complaints(tree, path),
        *wait_complaints(tree, source),
    }
    return [f"{path}:{line}: {words}" for line, words in sorted(found)]


def python_files(root: Path) -> list[Path]:
    """Return the files to look at, relative to ``root``."""
    found = (path.relative_to(root) for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    return sorted(path for path in found if not path.is_relative_to(COMPILED))


def medians(sources: Iterable[str]) -> tuple[float, float]:
    """Return the median lines of the files and of the functions in them, empty ones left out."""
    written = [source for source in sources if source.strip()]
    lengths = [function_lines(function) for source in written for function in functions(ast.parse(source))]
    return median(len(source.splitlines()) for source in written), median(lengths)


def main() -> int:
    """Check the checkout; return 1 when something is wrong."""
    sources = {path: (ROOT / path).read_text(encoding="utf-8") for path in python_files(ROOT)}
    found = [line for path, source in sources.items() for line in complaints(path, source)]
    print("\n".join(found) or "Sizes, types, imports and waits are as they should be.")
    for folder in ("src", "tests"):
        file_lines, lines = medians(source for path, source in sources.items() if path.parts[0] == folder)
        print(f"{folder}: the median file has {file_lines:g} lines, the median function {lines:g}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
