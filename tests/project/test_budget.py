"""The size of the house: small modules, short functions, flat families, no drawers for what has no place."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "armstrace"
MODULES = sorted(SOURCE.rglob("*.py"))
MEDIAN_LINES, MODULE_LINES, FUNCTION_LINES, ARGUMENTS, ANCESTORS = 120, 400, 60, 6, 2
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common"}
BROAD = {"Exception", "BaseException"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _nodes(path: Path) -> Iterator[ast.AST]:
    yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


@dataclass(slots=True)
class _House:
    """What all modules hold, each parsed once: the trees of all together are too large to keep."""

    lines: dict[str, int] = field(default_factory=dict)
    """How long each function is, decorators apart."""
    arguments: dict[str, int] = field(default_factory=dict)
    classes: dict[str, list[str]] = field(default_factory=dict)
    """The bases of every class of ours, by its plain name."""
    swallowed: list[str] = field(default_factory=list)
    """Where anything at all is caught."""


@cache
def _house() -> _House:
    house = _House()
    for path in MODULES:
        name = _name(path)
        for node in _nodes(path):
            at = f"{name}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                named = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                house.lines[f"{at} {node.name}"] = (node.end_lineno or 0) - node.lineno + 1
                house.arguments[f"{at} {node.name}"] = len({arg.arg for arg in named} - {"self"})
            elif isinstance(node, ast.ClassDef):
                house.classes[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)]
            elif isinstance(node, ast.ExceptHandler) and _is_broad(node):
                house.swallowed.append(at)
    return house


def test_there_is_something_to_measure() -> None:
    assert len(MODULES) > 50


def test_modules_are_small() -> None:
    sizes = {_name(path): _lines(path) for path in MODULES}
    assert median(sizes.values()) <= MEDIAN_LINES
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    sizes = _house().lines
    assert len(sizes) > 1000
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES} == {}


def test_functions_take_few_arguments_commands_apart() -> None:
    """A command has one argument per option; everything else takes six at most."""
    counts = {name: count for name, count in _house().arguments.items() if "/desk/cli/" not in name}
    assert len(counts) > 1000
    assert {name: count for name, count in counts.items() if count > ARGUMENTS} == {}


def test_nothing_is_put_into_a_drawer() -> None:
    found = [path for path in (ROOT / "src", ROOT / "tests", ROOT / "docs") for path in path.rglob("*")]
    assert [_name(path) for path in found if path.stem in DRAWERS or path.stem.lstrip("_") in DRAWERS] == []


def _ancestors(name: str, classes: dict[str, list[str]]) -> int:
    """Count the steps up to the last ancestor that is ours."""
    return max((1 + _ancestors(base, classes) for base in classes.get(name, []) if base in classes), default=0)


def test_families_are_flat() -> None:
    classes = _house().classes
    assert {name: _ancestors(name, classes) for name in classes if _ancestors(name, classes) > ANCESTORS} == {}
    assert _ancestors("UnreadableValue", classes) == 1


def _is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether a handler swallows anything; one that ends by raising again only tidies up."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    broad = any(each is None or (isinstance(each, ast.Name) and each.id in BROAD) for each in caught)
    last = handler.body[-1]
    return broad and not (isinstance(last, ast.Raise) and last.exc is None)


def test_no_error_is_swallowed_outside_the_desk() -> None:
    desk = f"{_name(SOURCE)}/desk/"
    assert any(at.startswith(desk) for at in _house().swallowed), "where it is allowed it is found"
    assert [at for at in _house().swallowed if not at.startswith(desk)] == []


@pytest.mark.parametrize(
    ("code", "broad"),
    [
        ("except Exception: pass", True),
        ("except: pass", True),
        ("except (OSError, BaseException) as error: log(error)", True),
        ("except BaseException: tidy(); raise", False),
        ("except OSError: pass", False),
    ],
)
def test_a_broad_handler_is_told_from_one_that_tidies_up(code: str, broad: bool) -> None:
    handler = next(node for node in ast.walk(ast.parse(f"try: work()\n{code}")) if isinstance(node, ast.ExceptHandler))
    assert _is_broad(handler) is broad


def test_no_note_of_work_undone() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "X" * 3)
    lines = [
        f"{_name(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(word in line for word in words)
    ]
    assert lines == []
