"""When a person was here last: the number of the ledger's last line then, kept in local/ by pseudonymous id."""

import json
from pathlib import Path

from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import explained
from armstrace.evidence.folders import local_folder
from armstrace.records.foreign import json_of

_FOLDER = "web"
_FILE = "visits.json"


def last_visit(case: Path, by: str) -> int | None:
    """Give the number of the last line of the ledger that a person saw, None if they were never here."""
    seen = _read(case).get(by)
    return seen if isinstance(seen, int) else None


def note_visit(case: Path, by: str, seen: int) -> None:
    """Keep that a person has seen the ledger up to this line."""
    held = _read(case)
    if held.get(by) != seen:
        path = local_folder(case, _FOLDER) / _FILE
        with explained(path, "Keeping the visit"):
            write_atomically(path, json.dumps({**held, by: seen}).encode(), mode=0o600)


def _read(case: Path) -> dict[str, object]:
    try:
        held = json_of((case / "local" / _FOLDER / _FILE).read_bytes())
    except (OSError, ValueError):
        return {}  # a convenience: where it is gone everything is new again
    return held if isinstance(held, dict) else {}
