"""Taking files into a case: bytes come in once, under their hash, and the ledger says so."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Required, TypedDict, Unpack

from armstrace.evidence import custody, ledger
from armstrace.evidence.clock import Clock, stamp, utc_now
from armstrace.evidence.disk import Progress, discard, explained, open_to_read, sha256_of, sync_folder
from armstrace.evidence.folders import found_path, require_case, stored_path, written_reference
from armstrace.evidence.incoming import Slot, Taken, copy, copy_stream, incoming, opened, seal, write_intent
from armstrace.evidence.lock import locked
from armstrace.evidence.media import HEAD_BYTES, media_type
from armstrace.evidence.names import visible
from armstrace.evidence.people import pseudonym
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.records.exhibits import Exhibit
from armstrace.records.version import __version__

REFERENCE_BYTES = 100_000_000
"""Archives larger than this stay where they are and are added by reference."""


class Received(TypedDict, total=False):
    """What is written down beside the bytes: the name verbatim, a pseudonymous id, what is said of the file."""

    received_name: Required[str]
    by: Required[str]
    licence: str
    treaty: str
    edition: str


def add_file(
    case: Path,
    source: Path | BinaryIO,
    *,
    progress: Progress | None = None,
    clock: Clock = utc_now,
    **received: Unpack[Received],
) -> Exhibit:
    """Take a file, or what a stream gives, into a case.

    The bytes are copied in pieces of 1 MiB and hashed on the way; a file is read a second time, the copy is read back
    from the disk, and both must hash the same. The copy becomes read-only and gets its place by one rename; then the
    ledger line is written. A crash at any moment leaves nothing that counts, or a whole exhibit (see recovery.recover).
    Bytes that the case has already change nothing; where the name or what is said of them differs, that is noted as a
    further line. `progress` is called with the number of bytes just copied.

    Raises:
        CaseError: no case folder, no regular file, bytes that were withdrawn, or `by` is no id.
        CustodyBroken: the case has these bytes already and its copy has changed.
        ArmstraceError: a disk is full, something may not be read or written, or the file changed while being read;
            nothing of it is left in the case.
    """
    received_at = _begin(case, received, clock)
    with incoming(case) as slot:
        if isinstance(source, Path):
            taken = copy(source, slot, progress)
        else:
            taken = copy_stream(source, received["received_name"], slot, progress)
        seal(slot, taken)
        payload = _payload(taken, received, received_at)
        target = stored_path(case, taken.sha256)
        payload["path"] = target.relative_to(case).as_posix()
        with locked(case):
            _refuse_withdrawn(case, taken.sha256)
            if target.is_symlink() or target.exists():
                _require_intact(target, taken.sha256)
                return _again(case, payload, received["by"], clock)
            return _store(slot, target, payload, received["by"], clock)


def add_reference(
    case: Path, path: Path, *, progress: Progress | None = None, clock: Clock = utc_now, **received: Unpack[Received]
) -> Exhibit:
    """Make a large file an exhibit where it lies: the ledger keeps its path, size and hash, no byte is copied.

    The path is written without the home folder's name where that can be done. Nothing protects such a file but the
    hash; `check_fixity` reads it again.

    Raises:
        CaseError: no case folder, no regular file, bytes that were withdrawn, or `by` is no id.
        ArmstraceError: it cannot be read, or it changed while being read.
    """
    received_at = _begin(case, received, clock)
    with opened(path) as fd, explained(path, "Reading the file"):
        head = os.read(fd, HEAD_BYTES)
        taken = Taken(sha256_of(fd, progress), os.fstat(fd).st_size, head)
    payload = _payload(taken, received, received_at)
    payload["path"], payload["in_place"] = written_reference(case, path), True
    with locked(case):
        _refuse_withdrawn(case, taken.sha256)
        return _again(case, payload, received["by"], clock)


def _refuse_withdrawn(case: Path, sha256: str) -> None:
    known = custody.gather(case, ledger.lines_naming(case, sha256)).get(sha256)
    if known is not None and known.withdrawn:
        raise CaseError(
            f"These bytes were withdrawn from this case: {known.withdrawn}.",
            where=sha256,
            todo="Where they may be kept again, keep them in a case of their own.",
        )


def _begin(case: Path, received: Received, clock: Clock) -> str:
    require_case(case)
    pseudonym(received["by"])
    return stamp(clock())


def _payload(taken: Taken, received: Received, received_at: str) -> dict[str, Any]:
    """Say what the ledger keeps of an intake, with the program and version that computed the hash."""
    return {
        "sha256": taken.sha256,
        "size": taken.size,
        "received_name": received["received_name"],
        "media_type": media_type(taken.head, received["received_name"]),
        "received_at": received_at,
        **{word: value for word in custody.SAID if (value := received.get(word, ""))},
        "tool": f"armstrace {__version__}",
    }


def _again(case: Path, payload: dict[str, Any], by: str, clock: Clock) -> Exhibit:
    """Write down what is new about bytes that already lie where they are to stay; nothing if nothing is new."""
    lines = ledger.lines_naming(case, payload["sha256"])
    known = custody.gather(case, lines).get(payload["sha256"])
    lies_at = found_path(case, payload["path"])
    if known is None or (known.path != stored_path(case, known.sha256) and known.path != lies_at):
        # stored by a program that died before it wrote the line; or new by reference, or a reference that moved
        ledger.append_locked(case, "add", by, payload, clock)
    else:
        news = {word: payload[word] for word in custody.SAID if payload.get(word, "") not in {"", getattr(known, word)}}
        if payload["received_name"] not in custody.names_of(payload["sha256"], lines):
            news["received_name"] = payload["received_name"]
        if news:
            ledger.append_locked(case, "note", by, {"sha256": payload["sha256"], **news}, clock)
    return _known(case, payload["sha256"])


def _known(case: Path, sha256: str) -> Exhibit:
    return custody.gather(case, ledger.lines_naming(case, sha256))[sha256]


def _require_intact(target: Path, sha256: str) -> None:
    with explained(target, "Reading the stored copy"):
        fd = open_to_read(target)
        try:
            intact = sha256_of(fd) == sha256 and not target.is_symlink()
        finally:
            os.close(fd)
    if not intact:
        raise CustodyBroken(
            "The case has this file already, and its copy is not as it was stored.",
            where=visible(str(target)),
            todo="Keep the altered copy as evidence of what happened, restore the case from a backup, then verify.",
        )


def _store(slot: Slot, target: Path, payload: dict[str, Any], by: str, clock: Clock) -> Exhibit:
    """Move a checked copy to its place and write its line, or take it away again. The lock must be held."""
    # Windows moves no open file; from here on the lock of the case keeps others off it
    slot.file.close()
    intent = write_intent(slot, {**payload, "received_by": by})
    try:
        with explained(target, "Storing the file"):
            _place(slot.path, target)
        ledger.append_locked(slot.case, "add", by, payload, clock)
    except BaseException:
        # a line that could not be taken back may still be read: then its exhibit must stay
        if not ledger.lines_naming(slot.case, payload["sha256"]):
            discard(target)
        discard(intent)
        raise
    # should this fail, the line has been accepted all the same, and `recover` tidies up
    with suppress(OSError):
        discard(intent)
    return _known(slot.case, payload["sha256"])


def _place(temporary: Path, target: Path) -> None:
    """Rename a file into a folder that may be new, so that a power cut leaves it in one place or the other."""
    new_folders = [folder for folder in (target.parent, target.parent.parent) if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(target)
    for folder in (target.parent, *(folder.parent for folder in new_folders)):
        sync_folder(folder)
