"""What `armstrace identities` asks and says."""

import sys
from collections.abc import Mapping
from getpass import getpass
from pathlib import Path

from armstrace.desk.cli.show import as_json, line, plain
from armstrace.evidence.disk import explained
from armstrace.records.errors import CaseError


def phrase(path: Path | None, *, twice: bool = False) -> str:
    """Give the passphrase: the first line of a file, else what a person types without its being shown.

    Raises:
        CaseError: nobody can be asked, or it was typed in two ways.
    """
    if path is not None:
        with explained(path, "Reading the passphrase"):
            return path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise CaseError("Nobody can be asked for the passphrase here.", where="--passphrase", todo="Name a file.")
    said = getpass("Passphrase: ", stream=sys.stderr)
    if twice and getpass("Once more: ", stream=sys.stderr) != said:
        raise CaseError("The two are not the same.", todo="Run the command again.")
    return said


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
