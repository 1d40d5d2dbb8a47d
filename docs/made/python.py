"""The page of the Python API: what `import armstrace` gives, from its signatures and docstrings."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

import armstrace
from docs.made.page import NOTICE, block, joined, said_of

INTRODUCTION = """What `import armstrace` gives. Nothing here opens a file or a socket before it is called. The
functions of single rooms (`armstrace.checks`, `armstrace.chain` …) are shown on the pages of their subjects; they may
change between versions, these may not without a line in the changelog."""
NONE_YET = "This version gives its version number alone: `armstrace.__version__`."


def public_names(module: Any = armstrace) -> list[str]:
    """Give the names that a module offers, in the order in which it lists them."""
    return [name for name in getattr(module, "__all__", ()) if not name.startswith("__")]


def python_page() -> str:
    """Write the page of the Python API."""
    parts = ["# Python", NOTICE, INTRODUCTION]
    names = public_names()
    for name in names:
        parts += list(_of(f"armstrace.{name}", getattr(armstrace, name)))
    return joined(parts if names else [*parts, NONE_YET])


def _of(name: str, thing: Any) -> Iterator[str]:
    yield f"## {name}"
    if inspect.isclass(thing):
        yield said_of(thing)
        for word, method in methods_of(thing).items():
            yield f"### {thing.__name__}.{word}"
            yield from _call(f"{thing.__name__}.{word}", method)
    elif callable(thing):
        yield from _call(name, thing)
    else:
        yield block(f"{name}: {type(thing).__name__}", "python")


def methods_of(thing: type) -> Mapping[str, Any]:
    """Give the public methods and properties that a class of armstrace has itself or from another of armstrace's."""
    found: dict[str, Any] = {}
    for ancestor in thing.__mro__:
        if ancestor.__module__.startswith("armstrace"):
            own = {word: each for word, each in vars(ancestor).items() if not word.startswith("_")}
            found |= {word: each for word, each in own.items() if word not in found and _is_method(each)}
    return found


def _is_method(thing: Any) -> bool:
    return inspect.isfunction(thing) or isinstance(thing, property | classmethod | staticmethod)


def _call(name: str, thing: Any) -> Iterator[str]:
    inner = getattr(thing, "fget", None) or getattr(thing, "__func__", thing)
    if not isinstance(thing, property):
        yield block(f"{name}{_signature(inner)}", "python")
    yield said_of(inner)


def _signature(function: Any) -> str:
    """Write a signature as it stands in the code, one argument a line where it is long."""
    said = inspect.signature(function)
    kept = [each for word, each in said.parameters.items() if word != "self"]
    text = str(said.replace(parameters=kept)).replace("'", "")
    return text if len(text) < 90 else text.replace(", ", ",\n    ").replace("(", "(\n    ", 1)
