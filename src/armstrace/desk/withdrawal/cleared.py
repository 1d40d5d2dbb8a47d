"""Removing what was made of an exhibit that was withdrawn, and its bytes; a crash in between is made good later."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from armstrace.desk.intake import Case
from armstrace.desk.redaction.kept import forget_derivatives
from armstrace.evidence import ledger
from armstrace.evidence.custody import WITHDRAW
from armstrace.evidence.disk import discard, explained
from armstrace.evidence.folders import LOCAL, stored_path
from armstrace.records.events import Event
from armstrace.records.surges import Surge
from armstrace.tables.write import forget

DOSSIER, FINDINGS = "dossier", "tables/finding"
MADE_OF_EXHIBITS = ("search*", "at_hand")
"""What in local/ was made of exhibits: it goes with any of them, and is made anew when it is asked for."""


def clear(case: Case, sha256: str, documents: Iterable[str] = (), surges: Iterable[str] = ()) -> None:
    """Remove all that was made of an exhibit, and its bytes last; a file kept outside the case is left alone.

    `documents` are those whose findings rested on it, `surges` the keys of such surges.
    """
    case.tables.close()
    for part in (sha256, *documents):
        discard(case.root / FINDINGS / f"{part[:12]}.json")
    for key in surges:
        discard(case.root / "tables" / Surge.KIND / f"{key.partition(':')[2]}.json")
    forget(case.root, sha256)
    forget_derivatives(case.root, sha256)
    with explained(case.root, "Removing what was made of the exhibit"):
        made = (case.root / DOSSIER, case.root / "tables" / Event.KIND, *_local(case.root))
        for path in made:
            _removed(path)
        path = stored_path(case.root, sha256)
        if path.is_file() or path.is_symlink():
            discard(path)


def finish_withdrawals(case: Case, left: Iterable[str]) -> None:
    """Remove what a crash left of exhibits whose withdrawal stands in the ledger; findings wait to be asked again."""
    for line in ledger.read_lines(case.root):
        if line.act == WITHDRAW and line.payload["sha256"] in set(left):
            fell: Mapping[str, Any] = line.payload["fell"]
            documents = {str(each["document"]) for each in fell["findings"]}
            clear(case, str(line.payload["sha256"]), sorted(documents), map(str, fell["surges"]))


def _local(root: Path) -> Iterator[Path]:
    for named in MADE_OF_EXHIBITS:
        yield from (root / LOCAL).glob(named)


def _removed(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        discard(path)
