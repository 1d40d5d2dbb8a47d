"""Files in local/ of what was computed of an exhibit: named by what it rests on, and believed only if they say so."""

import hashlib
import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import armstrace.records
from armstrace.desk.at_hand.exact import made, written
from armstrace.desk.intake import Case
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import discard
from armstrace.evidence.folders import LEDGER, LOCAL, local_folder
from armstrace.plug_ins.found import CHECKS, GAZETTEERS, SOURCES, installed
from armstrace.records.errors import ArmstraceError
from armstrace.records.origin import canonical
from armstrace.records.version import __version__

FOLDER = "at_hand"
_MADE_ANEW = ".pyc"
_KEPT = 3
"""Of one exhibit so many states are kept: what persons with different rights see rests on different things."""


def basis_of(*rests_on: Any) -> str:
    """Hash all that something rests on, with this version of armstrace, the state of its files, and the plug-ins."""
    outside = sorted({each.stamp for group in (SOURCES, CHECKS, GAZETTEERS) for each in installed(group)})
    rests = [__version__, _program(), outside, *rests_on]
    return hashlib.sha256(canonical(rests).encode("utf-8", "backslashreplace")).hexdigest()


@cache
def _program() -> str:
    """Stand for the program's own files: a reader or check that was changed is not given what the older one said."""
    root = Path(armstrace.records.__file__).parents[1]
    told = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix != _MADE_ANEW and path.is_file():
            known = path.stat()
            told.update(f"{path.relative_to(root)} {known.st_size} {known.st_mtime_ns}\n".encode())
    return told.hexdigest()


def put_by(case: Case, kind: str, sha256: str, basis: str, value: Any) -> None:
    """Keep a value for the next time; what would not come back exactly as it is, or has no room, is not kept.

    A case for one command keeps nothing.
    """
    if not (case.root / LEDGER).exists():
        return
    with suppress(ArmstraceError, TypeError, OSError):
        content = json.dumps({"basis": basis, "value": written(value)}, ensure_ascii=True).encode()
        if made(json.loads(content)["value"]) != value:
            return
        folder = local_folder(case.root, FOLDER, kind)
        write_atomically(_path(folder, sha256, basis), content, mode=0o600)
        older = sorted(folder.glob(f"{sha256[:24]}-*.json"), key=lambda path: -path.stat().st_mtime_ns)[_KEPT:]
        for path in older:
            discard(path)


def at_hand(case: Case, kind: str, sha256: str, basis: str) -> Any:
    """Give what was kept under this basis; None where there is nothing, or nothing that can be read."""
    path = _path(case.root / LOCAL / FOLDER / kind, sha256, basis)
    try:
        told = json.loads(path.read_bytes())
        return made(told["value"]) if told["basis"] == basis else None
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def _path(folder: Path, sha256: str, basis: str) -> Path:
    return folder / f"{sha256[:24]}-{basis[:16]}.json"
