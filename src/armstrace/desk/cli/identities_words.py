"""What `armstrace identities` asks and says."""

import sys
from collections.abc import Mapping
from getpass import getpass

from armstrace.desk.cli.show import as_json, line, plain
from armstrace.records.errors import CaseError


def name_asked() -> str:
    """Give the name to seal, from a person or from standard input; as a word of the command it would stay in a history.

    Raises:
        CaseError: there is none.
    """
    said = getpass("Who (not shown): ", stream=sys.stderr) if sys.stdin.isatty() else sys.stdin.read()
    if not said.strip():
        raise CaseError("There is nothing to seal.", where="standard input", todo="Type or pipe the name.")
    return said.strip()


def tell(names: Mapping[str, str], *, json: bool) -> None:
    """Print ids with what is sealed under them."""
    if json:
        as_json(dict(names))
    for name, what in () if json else names.items():
        line(f"{name}  {plain(what)}")
