"""What the ledger says of the exhibits of a case."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from armstrace.evidence.folders import found_path, stored_path
from armstrace.evidence.ledger import read_lines
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.evidence.portable import same_name
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.exhibits import Exhibit

WITHDRAW = "withdraw"
"""The act that removes an exhibit's bytes."""
SAID = ("licence", "treaty", "edition")
"""What a person may say of a file, at intake or later; the last word that is not empty holds."""

_HASH = re.compile(r"[0-9a-f]{64}")


def exhibits(case: Path) -> list[Exhibit]:
    """Give every exhibit of a case in the order they came in, without those that were withdrawn.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    return [each for each in gather(case, read_lines(case)).values() if not each.withdrawn]


def withdrawn(case: Path) -> dict[str, Exhibit]:
    """Give the tombstones of a case by hash: exhibits whose bytes were removed by an act of custody.

    Raises:
        CustodyBroken: the ledger is not as it was written.
    """
    return {sha256: each for sha256, each in gather(case, read_lines(case)).items() if each.withdrawn}


def exhibit(case: Path, named: str, hidden: Collection[str] = ()) -> Exhibit:
    """Find one exhibit by at least the first four characters of its hash, or by the name it was received under.

    Those that are `hidden` from whoever asks are as if they were not there.

    Raises:
        CaseError: what is given is too short, fits no exhibit, several, or one that was withdrawn.
        CustodyBroken: the ledger is not as it was written.
    """
    known = [each for each in gather(case, read_lines(case)).values() if each.sha256 not in hidden]
    wanted = named.strip().lower()
    found = [each for each in known if each.sha256.startswith(wanted)] if len(wanted) >= 4 else []
    # a hash goes first: a file may be named like another one's hash
    found = found or [each for each in known if each.received_name == named]
    # macOS hands on names with their accents parted from the letters
    found = found or [each for each in known if same_name(each.received_name, named)]
    if len(found) == 1 and found[0].withdrawn:
        what = f"This exhibit was withdrawn: {visible(found[0].withdrawn)}. Its bytes are not kept."
        raise CaseError(what, where=found[0].sha256, todo="Its hash stays in the ledger; nothing can be read from it.")
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
    """Build exhibits from ledger lines, by hash in the order of intake, tombstones of those withdrawn too.

    The first `add` of some bytes says when, by whom and under which name they came; a later `add` says where they lie
    now; `note` and later `add` lines may add to what is said of them.
    """
    found: dict[str, Exhibit] = {}
    for line in lines:
        if line.act not in {"add", "note", WITHDRAW} or "sha256" not in line.payload:
            continue
        try:
            known = found.get(line.payload["sha256"])
            if line.act == WITHDRAW and known:
                found[known.sha256] = _tombstone(known, line)
                continue
            if line.act == "add":
                known = _moved(case, known, line) if known else _added(case, line)
            if known and not known.withdrawn:
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
    """Give every name under which some bytes were received, the first and those noted later; none once withdrawn."""
    about = [line for line in lines if line.payload.get("sha256") == sha256]
    if any(line.act == WITHDRAW for line in about):
        return set()
    own = [line.payload for line in about if line.act in {"add", "note"}]
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


def _tombstone(known: Exhibit, line: Line) -> Exhibit:
    """Keep of an exhibit its hash, when it came and when and why it went: the name may be what had to go."""
    said = f"{line.at[:10]}, {_text(line.payload, 'reason')}"
    return replace(known, received_name="", licence="", treaty="", edition="", withdrawn=said)


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
