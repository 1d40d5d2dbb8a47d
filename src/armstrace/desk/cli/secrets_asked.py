"""Passwords and passphrases; as words of a command they would stay in a history."""

import sys
from getpass import getpass
from pathlib import Path

from armstrace.evidence.disk import explained
from armstrace.records.errors import CaseError


def secret(name: str, path: Path | None, *, twice: bool = False) -> str:
    """Give a secret: the first line of a file, else what a person types without its being shown.

    `name` says what it is, and is that of the option for the file.

    Raises:
        CaseError: nobody can be asked, or it was typed in two ways.
    """
    if path is not None:
        with explained(path, f"Reading the {name}"):
            return path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")[0].rstrip("\r")
    if not sys.stdin.isatty():
        raise CaseError(f"Nobody can be asked for the {name} here.", where=f"--{name}", todo="Name a file.")
    said = getpass(f"{name.capitalize()}: ", stream=sys.stderr)
    if twice and getpass("Once more: ", stream=sys.stderr) != said:
        raise CaseError("The two are not the same.", todo="Run the command again.")
    return said
