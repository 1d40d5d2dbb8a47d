"""The page of the Python API: what `import armstrace` gives, from its signatures and docstrings."""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_type_hints, is_typeddict

import armstrace
from armstrace.records.errors import ArmstraceError
from docs.made.page import NOTICE, block, joined, said_of, table

INTRODUCTION = """What `import armstrace` gives; [Use Python](../how-to/use-python.md) shows it at work. Nothing here
opens a file or a socket before it is called. The functions of single rooms (`armstrace.checks`, `armstrace.chain` …)
are shown on the pages of their subjects; they may change between versions, these may not without a line in the
changelog."""
ERRORS = """Errors can be caught by these names; what each means stands in [errors](errors.md)."""
WORDS = """These say what may be named in a call (`**asked`); each word may be left away."""
_LONGEST = 100
_MODULES = re.compile(r"\b(?:armstrace|collections|typing|pathlib|datetime|enum)\.(?:\w+\.)*")
_CLASS = re.compile(r"<(?:class|enum) '([\w.]+)'>")


def public_names(module: Any = armstrace) -> list[str]:
    """Give the names that a module offers, in the order in which it lists them."""
    return [name for name in getattr(module, "__all__", ()) if not name.startswith("__")]


def python_page() -> str:
    """Write the page of the Python API: functions, classes by what they build on, words of calls, errors."""
    known = {name: getattr(armstrace, name) for name in public_names()}
    classes = {name: each for name, each in known.items() if inspect.isclass(each)}
    errors = [name for name, each in classes.items() if issubclass(each, ArmstraceError)]
    words = [name for name, each in classes.items() if is_typeddict(each)]
    others = [name for name in classes if name not in errors and name not in words]
    parts = ["# Python", NOTICE, INTRODUCTION, "## Functions"]
    parts += [part for name, each in known.items() if name not in classes for part in _function(name, each)]
    parts += ["## Classes", *(part for name in _bases_first(others, classes) for part in _class(name, classes[name]))]
    parts += ["## Words of a call", WORDS, *(part for name in words for part in _words(name, classes[name]))]
    parts += ["## Errors", ERRORS, ", ".join(f"`armstrace.{name}`" for name in errors) + "."]
    return joined(parts)


def _bases_first(names: Iterable[str], classes: Mapping[str, type]) -> list[str]:
    return sorted(names, key=lambda name: (len(classes[name].__mro__), name))


def _function(name: str, thing: Any) -> Iterator[str]:
    yield f"### armstrace.{name}"
    yield from _call(name, thing) if callable(thing) else [f"`{thing!r}`"]


def _class(name: str, thing: type) -> Iterator[str]:
    yield f"### armstrace.{name}"
    yield said_of(thing)
    above = [each.__name__ for each in thing.__mro__[1:] if each.__name__ in public_names()]
    if above:
        yield f"Has all that {' and '.join(f'`{each}`' for each in above)} has."
    inherited = {word for each in thing.__mro__[1:] if each.__name__ in above for word in vars(each)}
    for word, method in methods_of(thing).items():
        if word in vars(thing) or word not in inherited:
            yield f"#### {name}.{word}"
            yield from _call(f"{name}.{word}", method)


def _words(name: str, thing: type) -> Iterator[str]:
    yield f"### armstrace.{name}"
    yield said_of(thing)
    yield table(("word", "type"), [(f"`{word}`", f"`{_type(each)}`") for word, each in get_type_hints(thing).items()])


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
        yield block(f"{name}{signature_of(inner)}", "python")
    yield said_of(inner)


def signature_of(function: Any) -> str:
    """Write a signature without the modules of its types, one argument a line where it is long.

    >>> def share(self, years: str = "", *, by: int | None = None) -> str: ...
    >>> signature_of(share)
    "(years: str = '', *, by: int | None = None) -> str"
    """
    said = inspect.signature(function)
    parts: list[str] = []
    for word, each in said.parameters.items():
        if word in {"self", "cls"}:
            continue
        if each.kind is each.KEYWORD_ONLY and not any(part.startswith("*") for part in parts):
            parts.append("*")
        star = "*" if each.kind is each.VAR_POSITIONAL else "**" if each.kind is each.VAR_KEYWORD else ""
        typed = "" if each.annotation is each.empty else f": {_type(each.annotation)}"
        parts.append(f"{star}{word}{typed}" + ("" if each.default is each.empty else f" = {each.default!r}"))
    gives = "" if said.return_annotation is said.empty else f" -> {_type(said.return_annotation)}"
    line = f"({', '.join(parts)}){gives}"
    return line if len(line) < _LONGEST else "(\n    " + ",\n    ".join(parts) + f",\n){gives}"


def _type(annotation: Any) -> str:
    plain = isinstance(annotation, type) and not hasattr(annotation, "__args__")
    text = annotation.__name__ if plain else _CLASS.sub(r"\1", str(annotation))
    return re.sub(r"^\*(\w+)$", r"Unpack[\1]", _MODULES.sub("", text)).replace("NoneType", "None")
