"""Which name belongs to which id of the ledger: one encrypted file in local/, which no bundle takes and all can delete.

The file holds a box for each id. Whoever works in the case may put names in; only the passphrase gets them out. With
the file gone, or a box in it, nobody can say any more who stood behind an id, and the ledger stays whole.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from armstrace.evidence import ledger
from armstrace.evidence.atomic import write_atomically
from armstrace.evidence.disk import discard, explained
from armstrace.evidence.folders import LOCAL, local_folder, require_case
from armstrace.evidence.lock import locked
from armstrace.evidence.people import PROGRAM, pseudonym
from armstrace.evidence.sealed_box import COST, Box, Lock, close, new_lock, open_box, open_lock
from armstrace.records.errors import CaseError
from armstrace.records.foreign import json_of

FILE = "identities.json"
_FORM = "armstrace identities 1"


@dataclass(frozen=True, slots=True)
class Identities:
    """The file as it lies there: its lock, and a box for each id."""

    lock: Lock
    boxes: Mapping[str, Box] = field(default_factory=dict)


def has_identities(case: Path) -> bool:
    """Whether names can be sealed in a case: somebody made the file with a passphrase."""
    return _path(case).is_file()


def make_identities(case: Path, passphrase: str, by: str, *, cost: int = COST) -> None:
    """Make the file, with nothing in it; it is a line in the ledger, as everything that happens to it is.

    Raises:
        CaseError: there is one already, or the passphrase is too short.
    """
    require_case(case)
    lock = new_lock(passphrase, cost)
    with locked(case):
        if has_identities(case):
            raise CaseError("Names are sealed in this case already.", where=f"{LOCAL}/{FILE}")
        _write(case, Identities(lock))
        ledger.append_locked(case, "identities", by, {"did": "made"})


def seal(case: Path, what: str, *, prefix: str = "s") -> str:
    """Seal words under a new random id and give the id, which may stand in the ledger; "" where nothing can be sealed.

    It asks for no passphrase. `what` is kept nowhere else; where nobody made an identity file, it is not kept at all.

    Raises:
        CaseError: the file of identities is damaged, or the library is not installed.
    """
    if not has_identities(case):
        return ""
    name = f"{prefix}-{secrets.token_hex(6)}"
    with locked(case):
        _put(case, name, what)
    return name


def put_identity(case: Path, name: str, what: str, by: str) -> None:
    """Seal whose id one is; what was sealed under it before is replaced.

    Raises:
        CaseError: there is no file of identities, or `name` is no id.
    """
    pseudonym(name)
    with locked(case):
        _put(case, name, what)
        ledger.append_locked(case, "identities", by, {"did": "sealed", "id": name})


def sealed_ids(case: Path) -> list[str]:
    """Give the ids that something is sealed under; it needs no passphrase, as the ids stand in the ledger too."""
    return sorted(_read(case).boxes)


def open_identities(case: Path, passphrase: str) -> dict[str, str]:
    """Give what is sealed, by id.

    Raises:
        CaseError: there is no such file, the passphrase is another one, or something was changed.
    """
    known = _read(case)
    pair = open_lock(known.lock, passphrase)
    return {name: open_box(known.lock, pair, name, box) for name, box in sorted(known.boxes.items())}


def forget_identity(case: Path, name: str, by: str = PROGRAM) -> None:
    """Delete what is sealed under one id; copies of the file made before still hold it.

    Raises:
        CaseError: nothing is sealed under it.
    """
    with locked(case):
        known = _read(case)
        if name not in known.boxes:
            raise CaseError("Nothing is sealed under this id.", where=repr(name), todo="`armstrace identities list`.")
        _write(case, Identities(known.lock, {each: box for each, box in known.boxes.items() if each != name}))
        ledger.append_locked(case, "identities", by, {"did": "forgot", "id": name})


def delete_identities(case: Path, by: str = PROGRAM) -> int:
    """Delete the file with all names in it, and give how many there were; a damaged file is deleted too.

    Raises:
        CaseError: there is none.
    """
    with locked(case):
        if not has_identities(case):
            raise CaseError("No names are sealed in this case.", where=f"{LOCAL}/{FILE}")
        try:
            count = len(_read(case).boxes)
        except CaseError:
            count = 0
        discard(_path(case))
        ledger.append_locked(case, "identities", by, {"did": "deleted all", "count": count})
    return count


def _path(case: Path) -> Path:
    return case / LOCAL / FILE


def _put(case: Path, name: str, what: str) -> None:
    known = _read(case)
    _write(case, Identities(known.lock, {**known.boxes, name: close(known.lock, name, what)}))


def _write(case: Path, known: Identities) -> None:
    boxes = {name: asdict(box) for name, box in sorted(known.boxes.items())}
    told = {"form": _FORM, "lock": asdict(known.lock), "boxes": boxes}
    with explained(case, "Keeping the sealed names"):
        local_folder(case)
    write_atomically(_path(case), (json.dumps(told, indent=1) + "\n").encode("ascii"), mode=0o600)


def _read(case: Path) -> Identities:
    require_case(case)
    if not has_identities(case):
        todo = "Make the file with `armstrace identities new`."
        raise CaseError("No names can be sealed in this case yet.", where=f"{LOCAL}/{FILE}", todo=todo)
    try:
        with explained(_path(case), "Reading the sealed names"):
            told = json_of(_path(case).read_bytes())
        return _identities(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CaseError(
            "The file of sealed names is damaged.",
            where=f"{LOCAL}/{FILE}",
            todo="Put it back from a copy, or delete it.",
        ) from error


def _identities(told: Any) -> Identities:
    """Read the file's words; whatever else stands there is an error of its type, its key or its value."""
    if told["form"] != _FORM:
        raise KeyError(_FORM)
    spelt = {word: str(value) for word, value in told["lock"].items() if word != "cost"}
    boxes = {str(name): Box(**{word: str(value) for word, value in box.items()}) for name, box in told["boxes"].items()}
    return Identities(Lock(**spelt, cost=int(told["lock"]["cost"])), boxes)
