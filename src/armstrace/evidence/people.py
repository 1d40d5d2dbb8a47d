"""Who did something, as an id that names nobody; which name belongs to it is kept elsewhere or nowhere."""

import re
import secrets
from pathlib import Path

from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LOCAL, local_folder
from armstrace.evidence.lock import locked
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

PROGRAM = "armstrace"
"""The id under which the program itself writes, for example after a crash."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def pseudonym(said: str) -> str:
    """Give back an id that may stand in the ledger.

    Raises:
        CaseError: it has a space, an @ or anything else that an id has not; a ledger leaves the house in a bundle.

    >>> pseudonym("p-7f3a91")
    'p-7f3a91'
    """
    if not _ID.fullmatch(said):
        raise CaseError(
            f"{visible(said)!r} is not an id that can stand in the ledger.",
            todo="Use letters, digits, '.', '_' and '-' only, such as p-7f3a91; never a name or an address.",
        )
    return said


def actor(case: Path, said: str = "") -> str:
    """Give the id under which a person acts in a case.

    `said` is what the person chose (the desk hands on ARMSTRACE_BY). Else it is a random id, made once per case and
    kept in local/person; it is not made from the login, the machine or the time.

    Raises:
        CaseError: `said`, or what stands in local/person, is no id.
    """
    if said:
        return pseudonym(said)
    kept = case / LOCAL / "person"
    with locked(case):
        if not kept.exists():
            with explained(case, "Keeping an id for this case"):
                local_folder(case)
            write_atomically(kept, f"p-{secrets.token_hex(3)}\n".encode(), mode=0o600)
    with explained(kept, "Reading the id"):
        return pseudonym(kept.read_bytes().decode("utf-8", "surrogateescape").strip())
