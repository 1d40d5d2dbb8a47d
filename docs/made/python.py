"""The page of the Python API: what `import armstrace` gives, from its signatures and docstrings."""

import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any, Unpack, get_args, get_origin, is_typeddict

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
        if is_typeddict(thing):
            lines = [f"{word}: {_type(holds)}" for word, holds in thing.__annotations__.items()]
            yield block("\n".join(lines), "python")
        bases = [each for each in thing.__bases__ if getattr(armstrace, each.__name__, None) is each]
        if bases:
            yield f"It has all that {' and '.join(f'`{each.__name__}`' for each in bases)} has."
        known = {word for each in bases for word in methods_of(each)} - set(vars(thing))
        for word, method in methods_of(thing).items():
            if word in known:
                continue
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
    """Write a signature as it stands in the code, names without their modules, one argument a line where it is long."""
    said = inspect.signature(function)
    given = [each for word, each in said.parameters.items() if word != "self"]
    kept = [_parameter(each) for each in given]
    named = [number for number, each in enumerate(given) if each.kind is each.KEYWORD_ONLY]
    if named and not any(each.kind is each.VAR_POSITIONAL for each in given):
        kept.insert(named[0], "*")
    back = f" -> {_type(said.return_annotation)}" if said.return_annotation is not said.empty else ""
    text = f"({', '.join(kept)}){back}"
    return text if len(text) < 90 else "(\n    " + ",\n    ".join(kept) + f",\n){back}"


def _parameter(each: inspect.Parameter) -> str:
    stars = "*" * ((each.kind is each.VAR_POSITIONAL) + 2 * (each.kind is each.VAR_KEYWORD))
    typed = f": {_type(each.annotation)}" if each.annotation is not each.empty else ""
    return f"{stars}{each.name}{typed}" + (f" = {each.default!r}" if each.default is not each.empty else "")


def _type(annotation: Any) -> str:
    """Write a type by its name.

    >>> _type(Mapping[str, int | None]), _type("Unpack[SurgeAsked]"), _type(None)
    ('Mapping[str, int | None]', 'Unpack[SurgeAsked]', 'None')
    """
    if get_origin(annotation) is Unpack:
        return f"Unpack[{get_args(annotation)[0].__name__}]"
    if isinstance(annotation, str):
        return _bare(annotation)
    said = annotation.__name__ if isinstance(annotation, type) and not get_args(annotation) else str(annotation)
    return _bare(said)


def _bare(said: str) -> str:
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Za-z_])", "", said)
