"""What work in another process loaded, loaded here too, so that the next process begins with it.

Tables are loaded by functions without parameters that keep what they gave (`functools.cache`); slow libraries are
imported when first needed. A process that ends takes both along; it tells their names, and only what loading can name
is taken from it.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

_OURS = "armstrace."
_SLOW = ("trafilatura",)
"""Libraries that take long to import."""


def loaded() -> list[str]:
    """Name libraries and tables that are loaded in this process: "trafilatura", "armstrace.gazetteer.states:states"."""
    modules = [(name, module) for name, module in list(sys.modules.items()) if name.startswith(_OURS)]
    tables = [
        f"{name}:{attribute}"
        for name, module in modules
        for attribute, value in list(vars(module).items())
        if _is_table(value, name) and value.cache_info().currsize
    ]
    return [*(name for name in _SLOW if name in sys.modules), *tables]


def load(names: Iterable[object]) -> None:
    """Load what another process named; a name that is none of these is passed over."""
    for each in names:
        name, _, attribute = str(each).partition(":")
        if name in _SLOW and name not in sys.modules:
            import_module(name)
        module = sys.modules.get(name) if name.startswith(_OURS) else None
        value: Any = getattr(module, attribute, None) if attribute else None
        if _is_table(value, name):
            value()


def _is_table(value: Any, module: str) -> bool:
    code = getattr(getattr(value, "__wrapped__", None), "__code__", None)
    if code is None or not hasattr(value, "cache_info") or getattr(value, "__module__", "") != module:
        return False
    return not (code.co_argcount or code.co_kwonlyargcount)
