"""What can be changed in a module: each fault is one edit of its source, made from the syntax tree.

Left alone: docstrings, annotations, decorators, imports, what only a type checker reads, and the parts of f-strings
(Python 3.11 gives them no position).
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip
_COUNTED: dict[type[ast.operator], str] = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "/", ast.Mod: "*",
    ast.BitAnd: "|", ast.BitOr: "&",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One edit: the bytes `start` to `end` of the source become `now`; `first` to `last` are the lines that run it."""

    kind: str
    line: int
    start: int
    end: int
    was: str
    now: str
    first: int
    last: int
    at_import: bool

    def applied(self, source: bytes) -> bytes:
        """Give the source with the fault in it."""
        return source[: self.start] + self.now.encode() + source[self.end :]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the walk is: the lines of the statement, and whether it runs when the module is imported."""

    first: int
    last: int
    at_import: bool


def faults(source: bytes) -> list[Fault]:
    """Give every fault that can be put into a module, in the order of its source."""
    found = _Walk(source).module(ast.parse(source))
    changing = {each for each in found if each.was != each.now}
    return sorted(changing, key=lambda each: (each.start, each.end, each.now))


class _Walk:
    """A walk over one module's tree."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def module(self, tree: ast.Module) -> Iterator[Fault]:
        yield from self.block(tree.body, at_import=True)

    def block(self, body: list[ast.stmt], *, at_import: bool) -> Iterator[Fault]:
        for statement in body:
            yield from self.statement(statement, at_import=at_import)

    def statement(self, node: ast.stmt, *, at_import: bool) -> Iterator[Fault]:
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node) or _only_for_types(node):
            return
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [each for each in (*node.args.defaults, *node.args.kw_defaults) if each is not None]
            within = _Spot(node.body[0].lineno, node.end_lineno or node.lineno, at_import=False)
            for default in defaults:
                yield from self.expression(default, within)
            yield from self.block(node.body, at_import=False)
            return
        if isinstance(node, ast.ClassDef):
            yield from self.block(node.body, at_import=at_import)
            return
        named = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
        bodies: list[list[ast.stmt]] = [part for part in named if part]
        head = bodies[0][0].lineno - 1 if bodies else node.end_lineno or node.lineno
        spot = _Spot(node.lineno, max(head, node.lineno), at_import=at_import)
        yield from self.whole(node, spot)
        for each in ast.iter_child_nodes(node):
            if isinstance(each, ast.expr) and each is not getattr(node, "annotation", None):
                yield from self.expression(each, spot)
            elif isinstance(each, ast.withitem):
                yield from self.expression(each.context_expr, spot)
            elif isinstance(each, ast.ExceptHandler):
                yield from self.block(each.body, at_import=at_import)
            elif isinstance(each, ast.match_case):
                if each.guard:
                    yield from self.expression(each.guard, spot)
                yield from self.block(each.body, at_import=at_import)
        for part in bodies:
            yield from self.block(part, at_import=at_import)

    def whole(self, node: ast.stmt, spot: _Spot) -> Iterator[Fault]:
        """Faults of a whole statement: left out, gives nothing, asks the contrary, stops in place of going on."""
        if isinstance(node, ast.Return) and node.value is not None and not _is_nothing(node.value):
            yield self.edit("gives nothing", node.value, "None", spot)
        elif isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
            yield self.edit("left out", node, "pass", spot)
        elif isinstance(node, ast.Continue):
            yield self.edit("stops", node, "break", spot)
        elif isinstance(node, ast.Break):
            yield self.edit("goes on", node, "continue", spot)
        elif isinstance(node, ast.If):
            yield self.edit("contrary", node.test, f"not ({self.text(node.test)})", spot)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value and not _is_nothing(node.value):
            if not spot.at_import:
                yield self.edit("nothing kept", node.value, "None", spot)
        elif isinstance(node, ast.AugAssign) and type(node.op) in _COUNTED:
            yield self.between("other sum", node.target, node.value, f"{_COUNTED[type(node.op)]}=", spot)

    def expression(self, node: ast.expr, spot: _Spot) -> Iterator[Fault]:
        if isinstance(node, ast.JoinedStr):
            return
        yield from self.operation(node, spot)
        if isinstance(node, ast.IfExp):
            yield self.edit("contrary", node.test, f"(not ({self.text(node.test)}))", spot)
        elif isinstance(node, ast.Constant):
            yield from self.constant(node, spot)
        for each in ast.iter_child_nodes(node):
            if isinstance(each, ast.expr):
                yield from self.expression(each, spot)
            elif isinstance(each, ast.keyword):
                yield from self.expression(each.value, spot)
            elif isinstance(each, ast.comprehension):
                yield from self.expression(each.iter, spot)
                for condition in each.ifs:
                    yield self.edit("contrary", condition, f"(not ({self.text(condition)}))", spot)
                    yield from self.expression(condition, spot)

    def operation(self, node: ast.expr, spot: _Spot) -> Iterator[Fault]:
        """Faults of a sign or word between two operands, or before one."""
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield self.between("other comparison", node.left, node.comparators[0], _COMPARED[type(node.ops[0])], spot)
        elif isinstance(node, ast.BoolOp):
            word = "or" if isinstance(node.op, ast.And) else "and"
            yield self.between("and/or", node.values[0], node.values[1], word, spot)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield self.edit("contrary", node, f"({self.text(node.operand)})", spot)
        elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED and not _joins_text(node):
            yield self.between("other sum", node.left, node.right, _COUNTED[type(node.op)], spot)

    def constant(self, node: ast.Constant, spot: _Spot) -> Iterator[Fault]:
        if isinstance(node.value, bool):
            yield self.edit("other constant", node, str(not node.value), spot)
        elif isinstance(node.value, int | float):
            yield self.edit("other constant", node, repr(node.value + 1), spot)
        elif isinstance(node.value, str) and node.value:
            yield self.edit("other text", node, repr(f"~{node.value}~"), spot)

    def at(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column

    def bounds(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        ends = (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        return self.at(node.lineno, node.col_offset), self.at(*ends)

    def text(self, node: ast.expr) -> str:
        start, end = self.bounds(node)
        return self.source[start:end].decode()

    def edit(self, kind: str, node: ast.expr | ast.stmt, now: str, spot: _Spot) -> Fault:
        start, end = self.bounds(node)
        was = self.source[start:end].decode()
        return Fault(kind, node.lineno, start, end, was, now, spot.first, spot.last, spot.at_import)

    def between(self, kind: str, left: ast.expr, right: ast.expr, now: str, spot: _Spot) -> Fault:
        """Change the sign between two operands, whatever brackets and line breaks stand around it."""
        start, end = self.bounds(left)[1], self.bounds(right)[0]
        gap = self.source[start:end].decode()
        sign = gap.strip(" ()\n\t\\")
        changed = gap.replace(sign, now, 1)
        return Fault(
            kind, left.end_lineno or left.lineno, start, end, gap, changed, spot.first, spot.last, spot.at_import
        )


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _only_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _is_nothing(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _joins_text(node: ast.BinOp) -> bool:
    """Whether texts are joined: taking one from another is no fault that anybody makes."""
    sides = (node.left, node.right)
    return any(
        isinstance(each, ast.JoinedStr) or (isinstance(each, ast.Constant) and isinstance(each.value, str))
        for each in sides
    )
