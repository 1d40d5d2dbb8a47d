"""No module imports itself by way of others, not even inside functions or for type checkers alone."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"


def imports() -> dict[str, set[str]]:
    """Give each module of armstrace with the modules of armstrace that it imports."""
    files = {
        ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (SRC / "armstrace").rglob("*.py")
    }
    found: dict[str, set[str]] = {}
    for name, path in files.items():
        named = found[name] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                whole = {f"{node.module}.{each.name}" for each in node.names}
                named |= whole & files.keys() or {node.module} & files.keys()
            elif isinstance(node, ast.Import):
                named |= {each.name for each in node.names} & files.keys()
    return found


def test_no_module_imports_itself_by_way_of_others() -> None:
    found = imports()
    assert len(found) > 100
    assert sum(map(len, found.values())) > 500
    order = list(TopologicalSorter(found).static_order())  # raises CycleError, which names the circle
    assert set(found) <= set(order)
