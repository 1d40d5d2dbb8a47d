"""What the ledger says of the exhibits of a case."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from armstrace.evidence.folders import found_path, stored_path
from armstrace.evidence.ledger import read_lines
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.exhibits import Exhibit

SAID = ("licence", "treaty", "edition")
"""What a person may say of a file, at intake or later; the last word that is not empty holds."""

_HASH = re.compile(r"[0-9a-f]{64}")


def exhibits(case: Path) -> list[Exhibit]:
    """Give every exhibit of a case in the order they came in.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    return list(gather(case, read_lines(case)).values())


def exhibit(case: Path, named: str) -> Exhibit:
    """Find one exhibit by at least the first four characters of its hash, or by the name it was received under.

    Raises:
        CaseError: what is given is too short, fits no exhibit, or fits several.
        CustodyBroken: the ledger is not as it was written.
    """
    known, wanted = exhibits(case), named.strip().lower()
    found = [each for each in known if each.sha256.startswith(wanted)] if len(wanted) >= 4 else []
    # a hash goes first: a file may be named like another one's hash
    found = found or [each for each in known if each.received_name == named]
    if len(found) == 1:
        return found[0]
    if not found and len(wanted) < 4:
        what, todo = "is too short to find an exhibit by", "Give at least four characters of its hash, or its name."
    elif not found:
        what, todo = "is the beginning of no exhibit's hash and no exhibit's name", "`armstrace case show` lists both."
    else:
        fitting = ", ".join(each.short for each in found)
        what, todo = f"fits {len(found)} exhibits: {fitting}", "Give more characters of the hash."
    raise CaseError(f"{visible(named)!r} {what}.", where=visible(str(case)), todo=todo)


def gather(case: Path, lines: Iterable[Line]) -> dict[str, Exhibit]:
    """Build exhibits from ledger lines, by hash in the order of intake.

    The first `add` of some bytes says when, by whom and under which name they came; a later `add` says where they lie
    now; `note` and later `add` lines may add to what is said of them.
    """
    found: dict[str, Exhibit] = {}
    for line in lines:
        if line.act not in {"add", "note"} or "sha256" not in line.payload:
            continue
        try:
            known = found.get(line.payload["sha256"])
            if line.act == "add":
                known = _moved(case, known, line) if known else _added(case, line)
            if known:
                said: dict[str, Any] = {word: _text(line.payload, word) for word in SAID if line.payload.get(word)}
                found[known.sha256] = replace(known, **said)
        except (KeyError, TypeError) as error:
            raise CustodyBroken(
                f"Line {line.seq} of the ledger does not say what an exhibit's line must say.",
                where=visible(str(case)),
                todo="Find out what program wrote that line.",
            ) from error
    return found


def names_of(sha256: str, lines: Iterable[Line]) -> set[str]:
    """Give every name under which some bytes were received, the first and those noted later."""
    own = [line.payload for line in lines if line.act in {"add", "note"} and line.payload.get("sha256") == sha256]
    return {held["received_name"] for held in own if "received_name" in held}


def _added(case: Path, line: Line) -> Exhibit:
    held: Mapping[str, Any] = line.payload
    return Exhibit(
        sha256=_hash(held),
        path=_place(case, held),
        size=int(held["size"]),
        received_name=_text(held, "received_name"),
        media_type=_text(held, "media_type"),
        received_at=_text(held, "received_at"),
        received_by=_text({"received_by": line.by, **held}, "received_by"),
    )


def _moved(case: Path, known: Exhibit, line: Line) -> Exhibit:
    return replace(known, path=_place(case, line.payload))


def _hash(held: Mapping[str, Any]) -> str:
    """Give a hash that is one: files are named by it, and a ledger of others may say "../../etc/passwd"."""
    sha256 = _text(held, "sha256")
    if not _HASH.fullmatch(sha256):
        raise TypeError("no hash")
    return sha256


def _place(case: Path, held: Mapping[str, Any]) -> Path:
    """Say where an exhibit lies: under its hash in the case folder, unless its line says that it stayed outside."""
    path = found_path(case, _text(held, "path"))
    if held.get("in_place") is not True and path != stored_path(case, _hash(held)):
        raise TypeError("no place of an exhibit")
    return path


def _text(held: Mapping[str, Any], word: str) -> str:
    if not isinstance(held[word], str):
        raise TypeError(f"{word} is no text")
    return str(held[word])
