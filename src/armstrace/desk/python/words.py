"""Messages that speak of options of the command line, said in the words of Python."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from armstrace.records.errors import ArmstraceError

_OPTION = re.compile(r"--([a-z][a-z-]*)(?: ([0-9][\w.,/:-]*\w))?")
_NAMES = {"from": "first", "to": "last", "type": "typecode", "hex": "hexes", "case": "folder", "as": "by"}


@contextmanager
def in_python() -> Iterator[None]:
    """Let an error that names an option name the argument of that meaning."""
    try:
        yield
    except ArmstraceError as error:
        error.what, error.where, error.todo = map(_said, (error.what, error.where, error.todo))
        error.args = (error.what, error.where, error.todo)
        raise


def _said(text: str) -> str:
    """Write options as arguments.

    >>> _said("Write --years 2015-2019.")
    "Write years='2015-2019'."
    """
    return _OPTION.sub(_argument, text).replace("wrong with this command.", "wrong with what was asked.")


def _argument(found: re.Match[str]) -> str:
    name = _NAMES.get(found[1], found[1].replace("-", "_"))
    return f"{name}='{found[2]}'" if found[2] else f"{name}="
