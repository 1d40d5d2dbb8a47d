"""Setting a case straight after a crash: finish what can be finished, tidy what cannot, say what is left over."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armstrace.evidence import custody, ledger
from armstrace.evidence.clock import Clock, utc_now
from armstrace.evidence.disk import discard, explained, open_to_read, sha256_of
from armstrace.evidence.folders import LOCAL, stored_files, stored_path
from armstrace.evidence.incoming import INCOMING, read_intent
from armstrace.evidence.lock import claim, locked
from armstrace.evidence.people import PROGRAM
from armstrace.evidence.tail import Torn
from armstrace.records.exhibits import Exhibit


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found after a crash.

    `adopted` are exhibits that were stored whole and now have their line; `unlisted` are files among the exhibits that
    no line knows and nothing says what they are; `cleaned` counts half-copied files removed; `torn` is the piece of a
    ledger line that was set aside; `withdrawn` are exhibits whose line of withdrawal stands and whose bytes were still
    there: what else was made of them has to go too.
    """

    adopted: tuple[Exhibit, ...] = ()
    unlisted: tuple[Path, ...] = ()
    cleaned: int = 0
    torn: Torn | None = None
    withdrawn: tuple[str, ...] = ()


def recover(case: Path, *, clock: Clock = utc_now) -> Recovered:
    """Look for what a crash has left in a case; in a case without crashes it changes nothing.

    An exhibit without a line is adopted only if the program left word, before it died, of what it was about to write,
    and the bytes hash to its name. A file that somebody merely put there is listed, never adopted. Files that another
    program is copying at this moment are left alone.

    Raises:
        CaseError: the case folder is not there.
        CustodyBroken: the ledger is not as it was written.
        ArmstraceError: the case cannot be written.
    """
    with locked(case):
        torn = ledger.heal_locked(case, clock)
        folder = case / LOCAL / INCOMING
        known = {each.sha256 for each in custody.exhibits(case) if each.path == stored_path(case, each.sha256)}
        gone = [sha256 for sha256 in custody.withdrawn(case) if stored_path(case, sha256).is_file()]
        unknown = [
            path for path in stored_files(case) if path.name not in known or path != stored_path(case, path.name)
        ]
        # an intent is written and removed under the lock that is now ours, so each one here was left by the dead
        intents = {held.get("sha256"): held for held in map(read_intent, sorted(folder.glob("*.json")))}
        adopted = [path for path in unknown if _adopt(case, path, intents.get(path.name), clock)]
        cleaned = _tidy(folder) if folder.is_dir() else 0
        found = {each.sha256: each for each in custody.exhibits(case)} if adopted else {}
    unlisted = tuple(path for path in unknown if path not in adopted and path.name not in gone)
    return Recovered(tuple(found[path.name] for path in adopted), unlisted, cleaned, torn, tuple(gone))


def _adopt(case: Path, path: Path, intent: Mapping[str, Any] | None, clock: Clock) -> bool:
    if not intent or path != stored_path(case, path.name) or path.is_symlink():
        return False
    with explained(path, "Reading the stored copy"):
        fd = open_to_read(path)
        try:
            whole = sha256_of(fd) == path.name
        finally:
            os.close(fd)
    if whole:
        ledger.append_locked(case, "add", PROGRAM, {**intent, "recovered": True}, clock)
    return whole


def _tidy(folder: Path) -> int:
    """Remove what dead programs left on its way in; give the number of half-copied files."""
    cleaned = 0
    with explained(folder, "Removing half-copied files"):
        for intent in folder.glob("*.json"):
            discard(intent)
        for part in folder.glob("*.part"):
            # Windows refuses to remove a file that is in use; elsewhere the claim tells
            with suppress(PermissionError):
                cleaned += _discard_unclaimed(part)
    return cleaned


def _discard_unclaimed(part: Path) -> bool:
    fd = os.open(part, os.O_RDONLY)
    try:
        free = claim(fd)
    finally:
        os.close(fd)
    if free:
        discard(part)
    return free
